/** Equations of the Claims page: when two numbers agree, and the papers' own formulas in this page's symbols. */
import type { EquationSource } from './equations';

const raw = String.raw;

export const PUBLISHED_EQUATIONS = {
  agreement: {
    tex: raw`\lvert x-x_{\mathrm{pub}}\rvert \le \tfrac12\,10^{-k}\,,\quad \lvert x-x_{\mathrm{pub}}\rvert \le \epsilon\,,\quad \lvert x-x_{\mathrm{pub}}\rvert \le \epsilon\,\lvert x_{\mathrm{pub}}\rvert\,,\quad x < x_{\mathrm{pub}}\,,\quad x > x_{\mathrm{pub}}`,
    spoken:
      'x differs from the published x by at most half a unit of the k-th decimal, or by at most epsilon, or by at most epsilon times the published size; or x is below, or above, a published bound',
  },
  't-test': {
    tex: raw`t = r\,\sqrt{\frac{n-2}{1-r^2}}\,,\qquad p = 2\,F_{n-2}(-\lvert t\rvert)`,
    spoken:
      't is r times the root of n minus two over one minus r squared; p is twice the t distribution function with n minus two degrees of freedom at minus the size of t',
  },
  'published-line': {
    tex: raw`\gamma_{12} = A\,\log_{10}\, N + B \quad\Longrightarrow\quad N_c = 10^{-B/A}`,
    spoken:
      'gamma one two is A times log ten of N plus B, which is zero at N c equal to ten to the minus B over A',
  },
  'published-parabola': {
    tex: raw`B_2 = a\,L^2 + b\,L + c \quad\Longrightarrow\quad N_c = 10^{-b/2a}\,,\qquad a>0\,,\quad 7 < -\tfrac{b}{2a} < 12`,
    spoken:
      'B two is a L squared plus b L plus c, with its minimum at N c equal to ten to the minus b over two a, kept when a is positive and the minimum lies between seven and twelve',
  },
  'published-loss': {
    tex: raw`\operatorname{loss}(N) = E + A\,N^{-\alpha}`,
    spoken: 'the loss at N parameters is E plus A times N to the minus alpha',
  },
  'published-system': {
    tex: raw`\frac{\Delta B}{\Delta L} \approx C\,\frac{B_i+B_{i+1}}{2} + c_0`,
    spoken:
      'the rate delta B over delta L of each step is a matrix C times the mean of the scores at its ends, plus c zero, by least squares',
  },
  'published-rates': {
    tex: raw`W = \sum_k \left\lvert\frac{\Delta B_k}{\Delta L}\right\rvert`,
    spoken: 'W is the sum over benchmarks of the size of delta B over delta L',
  },
  'published-field': {
    tex: raw`h = B_2 - (a\,L^2 + b\,L + c)\,,\qquad h_c \propto (N_c-N)^{3/2}\quad (N<N_c)`,
    spoken:
      'h is B two minus the parabola in L; the critical field h c goes as N c minus N to the three halves below N c',
  },
  'published-flow': {
    tex: raw`\frac{\mathrm{d}\gamma}{\mathrm{d}L} = a\gamma^2+b\gamma+c\,,\qquad \frac{\mathrm{d}\theta}{\mathrm{d}L} = p\,\theta^2+q\,\theta+s\,,\qquad \gamma = A\tanh\frac{L-L_0}{w}+\gamma_0`,
    spoken:
      'the rate of gamma over L is a quadratic in gamma; the rate of theta over L is a quadratic in theta; and gamma is A times the hyperbolic tangent of L minus L zero over w, plus gamma zero',
  },
  'published-spectrum': {
    tex: raw`\kappa = \frac{\lambda_1}{\lambda_2}\,,\qquad \chi_2 = \frac{1}{\lambda_2}\,,\qquad \det H = \lambda_1\lambda_2`,
    spoken:
      'kappa is lambda one over lambda two, chi two is one over lambda two, and the determinant of H is lambda one times lambda two',
  },
  'published-gradient': {
    tex: raw`\lVert\nabla\rVert \propto N^{-\beta}\,,\qquad \lVert\nabla\rVert \propto \operatorname{loss}^{k}\,,\qquad \lVert\nabla\rVert \propto e^{-C/\operatorname{loss}}`,
    spoken:
      'the norm of the gradient goes as N to the minus beta, as the loss to the k, or as e to the minus C over the loss',
  },
  'internal-coupling': {
    tex: raw`c = \frac{\langle x\rangle_{R}\cdot\langle x\rangle_{T}}{\lVert\langle x\rangle_{R}\rVert\,\lVert\langle x\rangle_{T}\rVert}`,
    spoken:
      'c is the cosine of the mean hidden state over reasoning prompts and that over truthfulness prompts',
  },
  steering: {
    tex: raw`x \leftarrow x + s\,d\,,\qquad d = \frac{\langle x\rangle_{\mathrm{true}}-\langle x\rangle_{\mathrm{false}}}{\lVert\langle x\rangle_{\mathrm{true}}-\langle x\rangle_{\mathrm{false}}\rVert}`,
    spoken:
      'x becomes x plus s times d, where d is the difference of the mean hidden states of true and false statements, made a unit vector',
  },
  'published-ratio': {
    tex: raw`\sigma = \frac{\max_5 B_1-\min_5 B_1}{\max_5 B_2-\min_5 B_2}`,
    spoken: 'sigma is the range of benchmark one over that of benchmark two, among the five best models',
  },
} as const satisfies Record<string, EquationSource>;
