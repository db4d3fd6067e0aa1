/** Equations of the Steer and Heads pages: x a state of the residual stream, d a direction, δ a pair's difference at a head. */
import type { EquationSource } from './equations';

const raw = String.raw;

export const INTERNALS_EQUATIONS = {
  'steering-vector': {
    tex: raw`x_t \leftarrow x_t + \alpha\,\rho\,\frac{D}{\lVert D\rVert}\,,\qquad D = \frac1P\sum_p (x_p^{\mathrm{true}} - x_p^{\mathrm{false}})\,,\qquad \rho = \sqrt{\left\langle \lVert x_{\mathrm{last}}\rVert^2\right\rangle}`,
    spoken:
      'the state x at every position t becomes x plus alpha times rho times D over the length of D; D is the mean over pairs of the state of the true statement minus that of the false one; rho is the root of the mean squared length of the state at the last token',
  },
  'answer-margin': {
    tex: raw`m = \ln P(\mathrm{right}) - \ln P(\mathrm{wrong})\,,\qquad P(\mathrm{true}) = P(\mathrm{right})\,,\qquad \Delta m = m_{\alpha} - m_{0}`,
    spoken:
      'the margin m is log P of the right answer minus log P of the wrong one; P true is P of the right answer; delta m is the margin at alpha minus the margin of the unsteered model',
  },
  'layer-excess': {
    tex: raw`e = \langle m_{+\alpha}\rangle - \langle m_{-\alpha}\rangle\,,\qquad \text{excess} = e_{\mathrm{truth}} - \sqrt{\frac1K\sum_{k=1}^{K} e_k^2}`,
    spoken:
      'the effect e is the mean margin at plus alpha minus that at minus alpha; the excess is the effect of the truth direction minus the root mean square of the effects of K control directions',
  },
  'head-coupling': {
    tex: raw`d_c = \frac{1}{P_c}\sum_{p} \delta_{cp}\,,\qquad c = \frac{d_1\cdot d_2}{\lVert d_1\rVert\,\lVert d_2\rVert}`,
    spoken:
      'the direction d of a capability is the mean of its pairs’ differences delta; the coupling c is the cosine of the directions of the two capabilities',
  },
  'head-ceiling': {
    tex: raw`R = \frac{2h}{1+h}\,,\qquad \text{ceiling} = \sqrt{R_1 R_2}\,,\qquad c_{\mathrm{corr}} = \frac{c}{\text{ceiling}}`,
    spoken:
      'the reliability R is two h over one plus h, with h the mean cosine of the directions of two halves; the ceiling is the root of R one R two; the corrected coupling is c over the ceiling',
  },
  'head-product': {
    tex: raw`T = \frac{d_1\cdot d_2}{\sqrt{v_1+v_2}}\,,\qquad v_1 = \frac{\langle(\delta_{1p}\cdot d_2)^2\rangle - (d_1\cdot d_2)^2}{P_1-1}`,
    spoken:
      'T is the product d one d two over the root of v one plus v two; v one is the mean of the squared products of the first capability’s differences with d two, minus the squared product of d one and d two, over P one minus one',
  },
  'head-flips': {
    tex: raw`T^{*} = \frac{u\cdot d_2 + w\cdot d_1}{\sqrt{v_1^{*}+v_2^{*}}}\,,\qquad p_{12} = \frac{1+\#\{\lvert T^{*}\rvert \ge \lvert T\rvert\}}{1+\text{draws}}\,,\qquad p = \max(p_1, p_2, p_{12})`,
    spoken:
      'T star is u times d two plus w times d one, over the root of the flipped variances; p one two is one plus the number of draws with T star at least as large as T, signs apart, over one plus the draws; p is the largest of p one, p two and p one two',
  },
} as const satisfies Record<string, EquationSource>;
