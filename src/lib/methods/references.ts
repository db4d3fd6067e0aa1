/** The works that the Methods page refers to: a short name for the text and the full entry for the list. */

export interface Reference {
  /** As the text says it: `York et al. 2004`. */
  short: string;
  /** Authors, year, title, place. */
  full: string;
  /** Where it can be read; null where no stable address is known. */
  url: string | null;
}

export const REFERENCES = {
  amin2026a: {
    short: 'Amin 2026a',
    full: 'Amin (2026). Lying Is Just a Phase: The Hidden Alignment Transition in Language Model Scaling. arXiv:2605.18838',
    url: 'https://arxiv.org/abs/2605.18838',
  },
  amin2026b: {
    short: 'Amin 2026b',
    full: 'Amin (2026). The Growing Pains of Frontier Models: Capability Coupling Across Labs and Scales. arXiv:2605.18840',
    url: 'https://arxiv.org/abs/2605.18840',
  },
  birge1932: {
    short: 'Birge 1932',
    full: 'Birge (1932). The calculation of errors by the method of least squares. Physical Review 40, 207–227',
    url: 'https://doi.org/10.1103/PhysRev.40.207',
  },
  boxMuller1958: {
    short: 'Box & Muller 1958',
    full: 'Box, Muller (1958). A note on the generation of random normal deviates. Annals of Mathematical Statistics 29, 610–611',
    url: 'https://doi.org/10.1214/aoms/1177706645',
  },
  dersimonianLaird1986: {
    short: 'DerSimonian & Laird 1986',
    full: 'DerSimonian, Laird (1986). Meta-analysis in clinical trials. Controlled Clinical Trials 7, 177–188',
    url: 'https://doi.org/10.1016/0197-2456(86)90046-2',
  },
  efron1987: {
    short: 'Efron 1987',
    full: 'Efron (1987). Better bootstrap confidence intervals. Journal of the American Statistical Association 82, 171–185',
    url: 'https://doi.org/10.1080/01621459.1987.10478410',
  },
  fieller1954: {
    short: 'Fieller 1954',
    full: 'Fieller (1954). Some problems in interval estimation. Journal of the Royal Statistical Society B 16, 175–185',
    url: 'https://doi.org/10.1111/j.2517-6161.1954.tb00159.x',
  },
  fisher1921: {
    short: 'Fisher 1921',
    full: 'Fisher (1921). On the “probable error” of a coefficient of correlation deduced from a small sample. Metron 1, 3–32',
    url: null,
  },
  fisher1924: {
    short: 'Fisher 1924',
    full: 'Fisher (1924). The distribution of the partial correlation coefficient. Metron 3, 329–332',
    url: null,
  },
  hall1992: {
    short: 'Hall 1992',
    full: 'Hall (1992). The Bootstrap and Edgeworth Expansion. Springer',
    url: 'https://doi.org/10.1007/978-1-4612-4384-7',
  },
  horn1965: {
    short: 'Horn 1965',
    full: 'Horn (1965). A rationale and test for the number of factors in factor analysis. Psychometrika 30, 179–185',
    url: 'https://doi.org/10.1007/BF02289447',
  },
  kendall1945: {
    short: 'Kendall 1945',
    full: 'Kendall (1945). The treatment of ties in ranking problems. Biometrika 33, 239–251',
    url: 'https://doi.org/10.1093/biomet/33.3.239',
  },
  lin2021: {
    short: 'Lin et al. 2021',
    full: 'Lin, Hilton, Evans (2021). TruthfulQA: Measuring How Models Mimic Human Falsehoods. arXiv:2109.07958',
    url: 'https://arxiv.org/abs/2109.07958',
  },
  miller2024: {
    short: 'Miller 2024',
    full: 'Miller (2024). Adding Error Bars to Evals: A Statistical Approach to Language Model Evaluations. arXiv:2411.00640',
    url: 'https://arxiv.org/abs/2411.00640',
  },
  pitman1937: {
    short: 'Pitman 1937',
    full: 'Pitman (1937). Significance tests which may be applied to samples from any populations. II. The correlation coefficient test. Supplement to the Journal of the Royal Statistical Society 4, 225–232',
    url: 'https://doi.org/10.2307/2983647',
  },
  rfc8785: {
    short: 'RFC 8785',
    full: 'Rundgren, Jordan, Erdtman (2020). JSON Canonicalization Scheme (JCS). RFC 8785',
    url: 'https://www.rfc-editor.org/rfc/rfc8785',
  },
  ruan2024: {
    short: 'Ruan et al. 2024',
    full: 'Ruan, Maddison, Hashimoto (2024). Observational Scaling Laws and the Predictability of Language Model Performance. arXiv:2405.10938',
    url: 'https://arxiv.org/abs/2405.10938',
  },
  salmon2011: {
    short: 'Salmon et al. 2011',
    full: 'Salmon, Moraes, Dror, Shaw (2011). Parallel random numbers: as easy as 1, 2, 3. SC ’11',
    url: 'https://doi.org/10.1145/2063384.2063405',
  },
  sen1968: {
    short: 'Sen 1968',
    full: 'Sen (1968). Estimates of the regression coefficient based on Kendall’s tau. Journal of the American Statistical Association 63, 1379–1389',
    url: 'https://doi.org/10.1080/01621459.1968.10480934',
  },
  spearman1904: {
    short: 'Spearman 1904',
    full: 'Spearman (1904). The proof and measurement of association between two things. American Journal of Psychology 15, 72–101',
    url: 'https://doi.org/10.2307/1412159',
  },
  thompsonSharp1999: {
    short: 'Thompson & Sharp 1999',
    full: 'Thompson, Sharp (1999). Explaining heterogeneity in meta-analysis: a comparison of methods. Statistics in Medicine 18, 2693–2708',
    url: null,
  },
  wilson1927: {
    short: 'Wilson 1927',
    full: 'Wilson (1927). Probable inference, the law of succession, and statistical inference. Journal of the American Statistical Association 22, 209–212',
    url: 'https://doi.org/10.1080/01621459.1927.10502953',
  },
  york2004: {
    short: 'York et al. 2004',
    full: 'York, Evensen, López Martínez, De Basabe Delgado (2004). Unified equations for the slope, intercept, and standard errors of the best straight line. American Journal of Physics 72, 367–375',
    url: 'https://doi.org/10.1119/1.1632486',
  },
  zellers2019: {
    short: 'Zellers et al. 2019',
    full: 'Zellers, Holtzman, Bisk, Farhadi, Choi (2019). HellaSwag: Can a Machine Really Finish Your Sentence? ACL 2019. arXiv:1905.07830',
    url: 'https://arxiv.org/abs/1905.07830',
  },
} as const satisfies Record<string, Reference>;

export type ReferenceId = keyof typeof REFERENCES;

/** Fragment of an entry in the list of references. */
export const anchorOf = (id: ReferenceId): string => `ref-${id}`;
