/**
 * The equations of the Methods page, as the code computes them: TeX, and the words a reader hears. Symbols: B1 and B2 are
 * two scores in points, L is log10 of the size, Δ a difference of consecutive sizes, σ the noise of a score, s that of a
 * difference, F a number of families. scripts/equations.mjs turns them into mathml.json; a test tells when one was changed and
 * not rendered.
 */
import { FRONTIER_EQUATIONS } from './frontierEquations';
import { INTERNALS_EQUATIONS } from './internalsEquations';
import { PUBLISHED_EQUATIONS } from './publishedEquations';
import { SECTION_EQUATIONS } from './sectionEquations';

export interface EquationSource {
  tex: string;
  /** The equation in words, for readers who hear it. */
  spoken: string;
}

const raw = String.raw;

export const EQUATIONS = {
  'item-noise': {
    tex: raw`\sigma = 100\,\sqrt{\frac{p\,(1-p)}{n}}\,,\qquad \tfrac{1}{2n} \le p \le 1-\tfrac{1}{2n}`,
    spoken:
      'sigma equals 100 times the square root of p times one minus p over n, with p kept half an item away from zero and one',
  },
  'graded-noise': {
    tex: raw`\sigma = \frac{100\,s}{\sqrt{n}}`,
    spoken: 'sigma equals 100 times s over the square root of n',
  },
  'difference-noise': {
    tex: raw`s^2 = \operatorname{Var}\,\Delta B = \sigma_a^2 + \sigma_b^2 - 2\rho\,\sigma_a\sigma_b + 2\,\sigma_{\mathrm{run}}^2`,
    spoken:
      'the variance of a difference equals sigma a squared plus sigma b squared minus two rho sigma a sigma b plus two sigma run squared',
  },
  'own-noise': {
    tex: raw`\sigma_{\mathrm{own}}^2 = (1-\rho)\,\sigma^2 + \sigma_{\mathrm{run}}^2`,
    spoken: 'sigma own squared equals one minus rho, times sigma squared, plus sigma run squared',
  },
  chance: {
    tex: raw`B < c + \max\!\left(2\sqrt{\sigma^2+\sigma_{\mathrm{run}}^2},\; 3\right)`,
    spoken:
      'B is below c plus the larger of three points and twice the root of sigma squared plus sigma run squared',
  },
  coupling: {
    tex: raw`\gamma_{12} = \frac{\Delta B_2}{\Delta B_1}\,,\qquad \operatorname{se}(\gamma_{12}) = \frac{\sqrt{s_2^2 + \gamma_{12}^2\, s_1^2}}{\lvert \Delta B_1\rvert}`,
    spoken:
      'gamma one two equals delta B two over delta B one; its standard error is the root of s two squared plus gamma squared s one squared, over the size of delta B one',
  },
  fieller: {
    tex: raw`\left\{\gamma : (\Delta B_2 - \gamma\,\Delta B_1)^2 \le z^2\,(s_2^2 + \gamma^2 s_1^2)\right\},\qquad z = 1.96`,
    spoken:
      'all gamma for which delta B two minus gamma delta B one, squared, is at most z squared times s two squared plus gamma squared s one squared; z is 1.96',
  },
  'phase-draw': {
    tex: raw`\gamma^{*} = \frac{\Delta B_2 + s_2\,\varepsilon_2}{\Delta B_1 + s_1\,\varepsilon_1}\,,\qquad \varepsilon_1, \varepsilon_2 \sim \mathcal{N}(0,1)`,
    spoken:
      'gamma star equals delta B two plus s two epsilon two, over delta B one plus s one epsilon one, with independent standard normal epsilons',
  },
  'phase-shares': {
    tex: raw`P_{\mathrm{tax}} = P(\gamma^{*} < -0.1)\,,\quad P_{\mathrm{transition}} = P(\lvert\gamma^{*}\rvert \le 0.1)\,,\quad P_{\mathrm{bonus}} = P(\gamma^{*} > 0.1)`,
    spoken:
      'tax is gamma star below minus 0.1, transition is gamma star between minus 0.1 and 0.1, bonus is gamma star above 0.1',
  },
  'step-decade': {
    tex: raw`\frac{\Delta B_2}{\Delta L} \;\pm\; 1.96\,\frac{s_2}{\Delta L}`,
    spoken: 'delta B two over delta L, plus or minus 1.96 times s two over delta L',
  },
  'york-weights': {
    tex: raw`w_i = \frac{1}{\sigma_{2i}^2 + b^2\sigma_{1i}^2}\,,\qquad U_i = B_{1i} - \langle B_1\rangle\,,\quad V_i = B_{2i} - \langle B_2\rangle`,
    spoken:
      'the weight w i is one over sigma two i squared plus b squared sigma one i squared; U i and V i are the scores about their weighted means',
  },
  'york-slope': {
    tex: raw`\beta_i = w_i\,(U_i\,\sigma_{2i}^2 + b\,V_i\,\sigma_{1i}^2)\,,\qquad b = \frac{\sum_i w_i\,\beta_i V_i}{\sum_i w_i\,\beta_i U_i}`,
    spoken:
      'beta i equals w i times U i sigma two i squared plus b V i sigma one i squared; the slope b equals the sum of w beta V over the sum of w beta U',
  },
  'york-error': {
    tex: raw`\operatorname{se}(b) = \left(\sum_i w_i\,(\beta_i - \langle\beta\rangle)^2\right)^{-1/2},\qquad \frac{\chi^2}{\nu} = \frac{1}{n-2}\sum_i w_i\,(V_i - b\,U_i)^2`,
    spoken:
      'the standard error of b is one over the root of the sum of w times beta minus mean beta, squared; chi squared over nu is the sum of w times V minus b U, squared, over n minus two',
  },
  'slope-interval': {
    tex: raw`b \;\pm\; t_{0.975,\,n-2}\;\operatorname{se}(b)\,\sqrt{\max(1,\ \chi^2/\nu)}`,
    spoken:
      'b plus or minus the 97.5 percent point of t with n minus two degrees of freedom, times the standard error, times the root of the larger of one and chi squared over nu',
  },
  'family-decade': {
    tex: raw`B_{2i} = a + d\,L_i\,,\qquad w_i = \frac{1}{\sigma_{2i}^2}\,,\qquad d \;\pm\; t_{0.975,\,n-2}\;\operatorname{se}(d)\,\sqrt{\max(1,\ \chi^2/\nu)}`,
    spoken:
      'B two i equals a plus d times L i, weighted by one over sigma two i squared; d plus or minus t times its standard error, widened by scatter as the slope is',
  },
  turn: {
    tex: raw`\min(B_{21}^{*},\, B_{2n}^{*}) - B_{2k}^{*} > 0.98\,\sqrt{2}\;\max_i\, \sigma_i\,,\qquad k = \operatorname{arg\,min}_i\, B_{2i}^{*}\,,\quad 1<k<n`,
    spoken:
      'the lower of the first and last drawn scores, minus the lowest drawn score, exceeds 0.98 times the root of two times the largest sigma, and the lowest lies at an interior size k',
  },
  vertex: {
    tex: raw`\log_{10}\, N_c = \frac{L_{k-1}+L_k}{2} - \frac{d_k\,(L_{k+1}-L_{k-1})}{2\,(d_{k+1}-d_k)}\,,\qquad d_k = \frac{B_{2k}^{*}-B_{2,k-1}^{*}}{L_k-L_{k-1}}`,
    spoken:
      'log ten of N c is the midpoint of L k minus one and L k, minus d k times L k plus one minus L k minus one, over twice d k plus one minus d k, where d k is the slope of B two star from k minus one to k',
  },
  pearson: {
    tex: raw`r = \frac{\sum_i (B_{1i}-\langle B_1\rangle)(B_{2i}-\langle B_2\rangle)}{\sqrt{\sum_i (B_{1i}-\langle B_1\rangle)^2\,\sum_i (B_{2i}-\langle B_2\rangle)^2}}`,
    spoken:
      'r is the sum of products of deviations of the two scores from their means, over the root of the product of their sums of squares',
  },
  permutation: {
    tex: raw`p = \frac{\#\{\pi : \lvert r_\pi\rvert \ge \lvert r\rvert\}}{n!}`,
    spoken:
      'p is the number of orders pi of B two for which r pi is at least as large as r, signs apart, over n factorial',
  },
  fisher: {
    tex: raw`\tanh\!\left(\operatorname{artanh}\, r \;\pm\; \frac{1.96}{\sqrt{n-3-m}}\right)`,
    spoken: 'tanh of artanh r plus or minus 1.96 over the root of n minus three minus m',
  },
  multiset: {
    tex: raw`P(c_1,\dots,c_n) = \frac{n!}{c_1!\cdots c_n!}\; n^{-n}\,,\qquad c_1+\dots+c_n = n`,
    spoken:
      'the probability of counts c one to c n, which sum to n, is n factorial over the product of the factorials of the counts, times n to the minus n',
  },
  'bca-level': {
    tex: raw`\alpha(z) = \Phi\!\left(z_0 + \frac{z_0+z}{1-a\,(z_0+z)}\right),\qquad z = \pm 1.96`,
    spoken:
      'alpha of z is Phi of z zero plus z zero plus z over one minus a times z zero plus z; z is plus or minus 1.96',
  },
  'bca-parts': {
    tex: raw`z_0 = \Phi^{-1}\!\left(P(r^{*}<r) + \tfrac12 P(r^{*}=r)\right),\qquad a = \frac{\sum_i d_i^{\,3}}{6\left(\sum_i d_i^{\,2}\right)^{3/2}}\,,\quad d_i = \tfrac1n\sum_j r_{(j)} - r_{(i)}`,
    spoken:
      'z zero is Phi inverse of the share of resampled r below r plus half the share equal to it; a is the sum of d cubed over six times the sum of d squared to the three halves, where d i is the mean of the leave-one-out values minus the i-th',
  },
  partial: {
    tex: raw`r_{12\cdot L} = \frac{r_{12} - r_{1L}\,r_{2L}}{\sqrt{(1-r_{1L}^2)(1-r_{2L}^2)}}`,
    spoken:
      'r one two given L is r one two minus r one L r two L, over the root of one minus r one L squared times one minus r two L squared',
  },
  dimension: {
    tex: raw`d_{\mathrm{eff}} = \frac{\left(\sum_k \lambda_k\right)^2}{\sum_k \lambda_k^2} = \frac{(\operatorname{tr}\, C)^2}{\lVert C\rVert_F^2}`,
    spoken:
      'd effective is the square of the sum of the eigenvalues over the sum of their squares, which is the trace of C squared over the squared Frobenius norm of C',
  },
  ...SECTION_EQUATIONS,
  ...FRONTIER_EQUATIONS,
  ...INTERNALS_EQUATIONS,
  ...PUBLISHED_EQUATIONS,
  population: {
    tex: raw`\gamma_i = a + b\,\log_{10}\,\frac{N_i}{10^9}\,,\qquad w_i = \frac{1}{v_i+\tau^2}`,
    spoken:
      'gamma i equals a plus b times log ten of N i in billions, with weights one over v i plus tau squared',
  },
  tau: {
    tex: raw`\tau^2 = \max\!\left(0,\ \frac{Q-(n-2)}{\sum_i v_i^{-1} - \operatorname{tr}\left[(X^{\mathsf T}WX)^{-1}X^{\mathsf T}W^2X\right]}\right)`,
    spoken:
      'tau squared is Q minus n minus two, over the sum of one over v minus the trace of X transpose W X inverse times X transpose W squared X, and at least zero',
  },
  philox: {
    tex: raw`(x_0,x_1,x_2,x_3) = \operatorname{Philox}_{10}\!\big(\text{counter} = (\lfloor k/4\rfloor,\ \text{resample},\ \text{stream},\ 0),\ \text{key} = (\text{seed},\ 0)\big)`,
    spoken:
      'four words from ten rounds of Philox with counter k over four rounded down, resample, stream, zero, and key seed, zero',
  },
  uniform: {
    tex: raw`u = \frac{x+\tfrac12}{2^{32}}\,,\qquad \text{index} = \left\lfloor \frac{x\,n}{2^{32}} \right\rfloor`,
    spoken:
      'u is x plus one half, over two to the 32; an index is x times n over two to the 32, rounded down',
  },
  normals: {
    tex: raw`\varepsilon_1 = \sqrt{-2\ln u_0}\;\cos 2\pi u_1\,,\qquad \varepsilon_2 = \sqrt{-2\ln u_0}\;\sin 2\pi u_1`,
    spoken:
      'epsilon one is the root of minus two log u zero times cosine of two pi u one, epsilon two the same with sine',
  },
} as const satisfies Record<string, EquationSource>;

export type EquationId = keyof typeof EQUATIONS;
