/** Equations of the Frontier page; symbols as in `equations.ts`, T a release date in years, k a lab. */
import type { EquationSource } from './equations';

const raw = String.raw;

export const FRONTIER_EQUATIONS = {
  'frontier-residual': {
    tex: raw`h = B_2 - (\beta_1 B_1 + \beta_0)\,,\qquad \operatorname{SE}^2 = s^2\left(1 + \frac1n + \frac{(B_1-\langle B_1\rangle)^2}{S_{11}}\right)`,
    spoken:
      'h is B two minus beta one B one plus beta zero; its squared standard error is s squared times one plus one over n plus the square of B one minus its mean over S one one',
  },
  'frontier-interval': {
    tex: raw`h \;\pm\; t_{0.975,\,n-2}\,\operatorname{SE}\,,\qquad \text{percentile} = 100\,F_{n-2}\!\left(\frac{h}{\operatorname{SE}}\right)`,
    spoken:
      'h plus or minus the 97.5 percent point of t with n minus two degrees of freedom, times SE; the percentile is 100 times the t distribution function of h over SE',
  },
  studentised: {
    tex: raw`t_i = \frac{h_i}{s_{(i)}\sqrt{1-\ell_i}}\,,\quad \ell_i = \frac1n + \frac{(B_{1i}-\langle B_1\rangle)^2}{S_{11}}\,,\quad s_{(i)}^2 = \frac{(n-2)\,s^2 - h_i^2/(1-\ell_i)}{n-3}`,
    spoken:
      't i is h i over s without i times the root of one minus the leverage l i; l i is one over n plus the squared deviation of B one i over S one one; s without i squared is n minus two times s squared minus h i squared over one minus l i, over n minus three',
  },
  'theil-sen': {
    tex: raw`b = \operatorname{median}_{i<j}\ \frac{B_{2j}-B_{2i}}{B_{1j}-B_{1i}}\,,\qquad a = \operatorname{median}_i\,(B_{2i}-b\,B_{1i})`,
    spoken:
      'b is the median over pairs i below j of the difference in B two over that in B one; a is the median of B two i minus b B one i',
  },
  deming: {
    tex: raw`b = \frac{S_{22}-\delta S_{11}+\sqrt{(S_{22}-\delta S_{11})^2+4\,\delta\, S_{12}^2}}{2\,S_{12}}\,,\qquad \delta = \frac{\langle\sigma_2^2\rangle}{\langle\sigma_1^2\rangle}`,
    spoken:
      'b is S two two minus delta S one one, plus the root of its square plus four delta S one two squared, over two S one two; delta is the mean of sigma two squared over that of sigma one squared',
  },
  dated: {
    tex: raw`B_2 = a + b\,B_1 + c\,T + \varepsilon`,
    spoken: 'B two equals a plus b times B one plus c times the release date T plus epsilon',
  },
  'lab-scatter': {
    tex: raw`\tau^2 = \max\!\left(0,\ \frac{M - s_w^2}{\langle n_k\rangle}\right),\qquad \tilde h_k = \langle h\rangle + \frac{\tau^2}{\tau^2+s_w^2/n_k}\,(\langle h\rangle_k - \langle h\rangle)`,
    spoken:
      'tau squared is M minus s w squared over the mean number of models of a lab, at least zero; the shrunk mean of lab k is the mean of h plus tau squared over tau squared plus s w squared over n k, times the mean of lab k minus the mean of h',
  },
  'lab-interval': {
    tex: raw`p(\mu_k) = \int \mathcal{N}\!\left(\mu_k \mid m_k(\tau),\, v_k(\tau)\right) w(\tau)\,\mathrm{d}\tau`,
    spoken:
      'the density of mu k is the integral over tau of the normal density with mean m k of tau and variance v k of tau, times w of tau',
  },
  'lab-weight': {
    tex: raw`w(\tau) \propto \left(\sum_j V_j^{-1}\right)^{-1/2}\prod_j V_j^{-1/2}\, \exp\!\left(-\frac{(\langle h\rangle_j - m(\tau))^2}{2V_j}\right)`,
    spoken:
      'w of tau goes as the sum of one over V j to the minus one half, times the product over j of V j to the minus one half times the exponential of minus the squared difference of the mean of lab j and m of tau, over two V j',
  },
  'lab-change': {
    tex: raw`\lvert h_b - h_a\rvert > 1.96\,\sqrt{\operatorname{SE}_a^2+\operatorname{SE}_b^2}`,
    spoken: 'the size of h b minus h a exceeds 1.96 times the root of SE a squared plus SE b squared',
  },
  'equal-slopes': {
    tex: raw`F = \frac{(Q_{\mathrm{one}}-Q_{\mathrm{own}})/(K-1)}{Q_{\mathrm{own}}/(n-2K)}`,
    spoken:
      'F is the difference of the residual sums of squares with one slope and with own slopes, over K minus one, over the latter sum over n minus two K',
  },
  'lab-error': {
    tex: raw`\operatorname{MAE}_k = \frac{1}{n_k}\sum_{i\in k}\left\lvert B_{2i}-\hat B_2^{(-k)}(B_{1i})\right\rvert\,,\qquad \text{skill} = 1-\frac{\operatorname{MAE}_{\mathrm{line}}}{\operatorname{MAE}_{\mathrm{mean}}}`,
    spoken:
      'the mean absolute error of lab k is the mean over its models of the size of B two minus the value foretold without lab k; skill is one minus the error of the line over that of the mean',
  },
  'top-reliability': {
    tex: raw`R = \max\!\left(0,\ 1-\frac{\langle\sigma^2\rangle_k}{\operatorname{Var}_k(B)}\right),\qquad R^{*}:\ \operatorname{Var}^{*} \leftarrow \frac{k}{k-1}\operatorname{Var}^{*}`,
    spoken:
      'R is one minus the mean of sigma squared over the variance of B among the k best, at least zero; the variance of a resample is multiplied by k over k minus one',
  },
  'range-of-equals': {
    tex: raw`E = \sigma\int_{-\infty}^{\infty}\left(1-\Phi(z)^k-(1-\Phi(z))^k\right)\mathrm{d}z`,
    spoken:
      'the range expected of k equals is sigma times the integral of one minus Phi to the k minus one minus Phi to the k',
  },
  'own-share': {
    tex: raw`\max(0,\ R_c - r_{1c}^2)`,
    spoken: 'R of candidate c minus the square of its correlation with benchmark one, at least zero',
  },
} as const satisfies Record<string, EquationSource>;
