/** Equations of what stands below the verdict and of the Atlas; symbols as in `equations.ts`. */
import type { EquationSource } from './equations';

const raw = String.raw;

export const SECTION_EQUATIONS = {
  'false-discovery': {
    tex: raw`q_{(k)} = \min_{j \ge k}\, \min\!\left(1,\ \frac{m\,p_{(j)}}{j}\right)`,
    spoken:
      'q of the k-th smallest p is the smallest, over j from k on, of m times the j-th smallest p over j, and at most one',
  },
  'partial-p': {
    tex: raw`p = 2\,\Phi\!\left(-\lvert\operatorname{artanh}\, r_{12\cdot L}\rvert\,\sqrt{n-4}\right)`,
    spoken: 'p is twice Phi of minus the size of artanh r one two given L, times the root of n minus four',
  },
  spectrum: {
    tex: raw`R = Z^{\mathsf T}Z = \sum_k \lambda_k\, v_k v_k^{\mathsf T}\,,\qquad \lambda_1 \ge \lambda_2 \ge \dots\,,\quad \lVert v_k\rVert = 1`,
    spoken:
      'the correlation matrix R is Z transpose Z, the sum over k of lambda k times v k v k transpose, with unit vectors v and descending lambda',
  },
  alignment: {
    tex: raw`(k,l) = \operatorname{arg\,max}\ \lvert v_k^{\mathsf T} v_l^{*}\rvert\,,\qquad v_k^{*} \leftarrow \operatorname{sgn}(v_k^{\mathsf T} v_l^{*})\; v_l^{*}`,
    spoken:
      'of all pairs, v k and a resampled v star l with the largest inner product apart from sign belong together, and v star l takes the sign of that product',
  },
  'loading-turns': {
    tex: raw`P_{\mathrm{turns}} = P\!\left(v^{*}_{\mathrm{lower},2}\; v^{*}_{\mathrm{upper},2} < 0\right)\,,\qquad v^{*}_{\mathrm{lower},1},\ v^{*}_{\mathrm{upper},1} > 0`,
    spoken:
      'P turns is the share of draws in which the loadings of benchmark 2 in the lower and in the upper half have a negative product, both loadings of benchmark 1 being positive',
  },
  'width-ratio': {
    tex: raw`\tilde r = \operatorname{corr}\!\left(\frac{B_{1i}}{d_i/512},\ \frac{B_{2i}}{d_i/512}\right),\qquad \tilde r_\pi = \operatorname{corr}\!\left(\frac{B_{1i}}{d_i/512},\ \frac{B_{2\pi(i)}}{d_i/512}\right)`,
    spoken:
      'r tilde is the correlation of both scores over d over 512; r tilde pi is the same with the scores of benchmark 2 in another order pi',
  },
  'sparse-system': {
    tex: raw`\frac{\mathrm{d}z}{\mathrm{d}L} = \Theta(z)\,\Xi\,,\qquad z_k = \frac{B_k-\langle B_k\rangle}{\operatorname{sd}(B_k)}\,,\qquad \Theta(z) = (1,\, z_1,\,\dots,\,z_m)`,
    spoken:
      'd z by d L equals the library Theta of z times the coefficients Xi; z k is the score about its mean over its standard deviation; at degree one Theta is one and z one to z m',
  },
  differences: {
    tex: raw`\dot z_i = \frac{z_{i+1}-z_i}{L_{i+1}-L_i} \quad\text{at}\quad \frac{z_i+z_{i+1}}{2}`,
    spoken:
      'z dot i is the difference of consecutive z over the difference of their L, held to be the rate at their mean',
  },
  stlsq: {
    tex: raw`\xi \leftarrow \operatorname{arg\,min}_{\xi}\ \lVert \Theta\,\xi - \dot z\rVert^2 + \alpha\,\lVert\xi\rVert^2\,,\qquad \xi_j \leftarrow 0 \ \text{ where } \ \lvert\xi_j\rvert < \lambda`,
    spoken:
      'xi minimises the squared length of Theta xi minus z dot plus alpha times that of xi; terms with a coefficient below lambda are dropped, and the others fitted again, until none drops',
  },
  'relative-error': {
    tex: raw`e = \frac{\langle\,\lvert \hat B - B\rvert\,\rangle}{\langle B\rangle}`,
    spoken: 'the relative error e is the mean size of B hat minus B, over the mean of B',
  },
  'band-width': {
    tex: raw`h = \sqrt{\,f^2\left(\operatorname{Var}(\hat B) + \sigma^2\right) + z^2 m^2}\,,\qquad f = \max\!\left(z,\ t_{n-p}\,\sqrt{\chi^2/(n-p)}\right)`,
    spoken:
      'the half-width h is the root of f squared times the variance of B hat plus sigma squared, plus z squared times m squared; f is the larger of z and the t quantile times the root of chi squared over n minus p',
  },
  'band-persistence': {
    tex: raw`h = \sqrt{\,2 f^2\sigma^2 + \left(t_{n-1}\,\varrho\,\Delta L\right)^2 + z^2 m^2}\,,\qquad \varrho^2 = \frac{\sum_i (B_{i+1}-B_i)^2}{\sum_i (L_{i+1}-L_i)^2}`,
    spoken:
      'the half-width of persistence is the root of two f squared sigma squared, plus the square of the t quantile times rho times delta L, plus z squared m squared; rho squared is the sum of squared steps in B over that of squared steps in L',
  },
  'logistic-curve': {
    tex: raw`\hat B(L) = c + \frac{100-c}{1+e^{-(\alpha+\beta L)}}`,
    spoken: 'B hat of L is c plus 100 minus c over one plus e to the minus alpha plus beta L',
  },
  'interval-score': {
    tex: raw`S = u - l + \frac{2}{1-\ell}\,\max(0,\ l-B,\ B-u)`,
    spoken:
      'the interval score S is u minus l, plus two over one minus the level, times how far B lies outside the band from l to u',
  },
  field: {
    tex: raw`B_2 = a + b\,B_1 + d\,L + u_f + \varepsilon\,,\qquad h_i = B_{2i} - (\hat a + \hat b\,B_{1i} + \hat d\,L_i)`,
    spoken:
      'B two equals a plus b B one plus d L plus u of the family plus epsilon; the residual h i is B two i minus the fitted value',
  },
  'cluster-covariance': {
    tex: raw`V = \frac{F}{F-1}\,\frac{n-1}{n-k}\;(X^{\mathsf T}X)^{-1}\left(\sum_f X_f^{\mathsf T} e_f e_f^{\mathsf T} X_f\right)(X^{\mathsf T}X)^{-1}`,
    spoken:
      'V is F over F minus one, times n minus one over n minus k, times X transpose X inverse, times the sum over families of X f transpose e f e f transpose X f, times X transpose X inverse',
  },
  'field-interval': {
    tex: raw`h_i \;\pm\; t_{0.975,\,F-1}\,\sqrt{x_i^{\mathsf T}V x_i + \sigma_u^2 + \sigma_\varepsilon^2}`,
    spoken:
      'h i plus or minus the 97.5 percent point of t with F minus one degrees of freedom, times the root of x i transpose V x i plus the variances between and within families',
  },
  isocline: {
    tex: raw`\frac{\mathrm{d}B_2}{\mathrm{d}\log N} = a\,B_1 - b\,B_2^2 = 0 \quad\Longrightarrow\quad B_{2c} = \sqrt{\frac{a}{b}\,B_1}`,
    spoken:
      'the rate of B two, a B one minus b B two squared, is zero on the isocline, where B two is the root of a over b times B one, scores as fractions',
  },
  'at-level': {
    tex: raw`\Delta B_{2\mid B_1,L} = \Delta B_2 - \hat b\,\Delta B_1 - \hat d\,\Delta L`,
    spoken:
      'the difference of B two at matched level is delta B two minus b times delta B one minus d times delta L',
  },
  'equal-size': {
    tex: raw`\left\{L : (B - \hat a - \hat d\,L)^2 \le t^2\, \operatorname{Var}(\hat a + \hat d\,L)\right\}`,
    spoken:
      'all L for which B minus a minus d L, squared, is at most t squared times the variance of a plus d L',
  },
  'sign-model': {
    tex: raw`P(\Delta B_2 > 0) = \frac{1}{1+e^{-(\alpha + \beta_L L + \beta_B B_1)}}`,
    spoken:
      'the probability that B two rises is one over one plus e to the minus alpha plus beta L times L plus beta B times B one',
  },
  brier: {
    tex: raw`\operatorname{BS} = \frac1n\sum_i (y_i - p_i)^2`,
    spoken:
      'the Brier score is the mean of y i minus p i squared, y being one for a rise and zero for a fall',
  },
  distance: {
    tex: raw`\delta_j^2 = \frac{(B_{1j}-B_1)^2}{\operatorname{Var}(B_1)} + \frac{(B_{2j}-B_2)^2}{\operatorname{Var}(B_2)} + \frac{(L_j-L)^2}{\operatorname{Var}(L)}`,
    spoken:
      'delta j squared is the sum of the squared differences in B one, B two and L, each over its variance in the panel',
  },
  reliability: {
    tex: raw`\varrho = \max\!\left(0,\ 1 - \frac{\langle\sigma^2\rangle}{\operatorname{Var}(B)}\right),\qquad \varrho_{\mathrm{own}} = \max(0,\ \varrho - r^2)`,
    spoken:
      'the reliability rho is one minus the mean of sigma squared over the variance of B, at least zero; its own share is rho minus r squared, at least zero',
  },
  'population-zero': {
    tex: raw`\gamma = 0 \quad\text{at}\quad N = 10^{-a/b}\ \text{billion}`,
    spoken: 'gamma is zero at N equal to ten to the minus a over b, in billions',
  },
} as const satisfies Record<string, EquationSource>;
