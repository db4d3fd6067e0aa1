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
  benjaminiHochberg1995: {
    short: 'Benjamini & Hochberg 1995',
    full: 'Benjamini, Hochberg (1995). Controlling the false discovery rate: a practical and powerful approach to multiple testing. Journal of the Royal Statistical Society B 57, 289–300',
    url: 'https://doi.org/10.1111/j.2517-6161.1995.tb02031.x',
  },
  berger1982: {
    short: 'Berger 1982',
    full: 'Berger (1982). Multiparameter hypothesis testing and acceptance sampling. Technometrics 24, 295–300',
    url: 'https://doi.org/10.1080/00401706.1982.10487790',
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
  brier1950: {
    short: 'Brier 1950',
    full: 'Brier (1950). Verification of forecasts expressed in terms of probability. Monthly Weather Review 78, 1–3',
    url: 'https://doi.org/10.1175/1520-0493(1950)078%3C0001:VOFEIT%3E2.0.CO;2',
  },
  brown1910: {
    short: 'Brown 1910',
    full: 'Brown (1910). Some experimental results in the correlation of mental abilities. British Journal of Psychology 3, 296–322',
    url: 'https://doi.org/10.1111/j.2044-8295.1910.tb00207.x',
  },
  brunton2016: {
    short: 'Brunton et al. 2016',
    full: 'Brunton, Proctor, Kutz (2016). Discovering governing equations from data by sparse identification of nonlinear dynamical systems. PNAS 113, 3932–3937',
    url: 'https://doi.org/10.1073/pnas.1517384113',
  },
  cameron2008: {
    short: 'Cameron et al. 2008',
    full: 'Cameron, Gelbach, Miller (2008). Bootstrap-based improvements for inference with clustered errors. Review of Economics and Statistics 90, 414–427',
    url: 'https://doi.org/10.1162/rest.90.3.414',
  },
  charikar2002: {
    short: 'Charikar et al. 2002',
    full: 'Charikar, Chen, Farach-Colton (2002). Finding frequent items in data streams. ICALP 2002, Lecture Notes in Computer Science 2380, 693–703',
    url: 'https://doi.org/10.1007/3-540-45465-9_59',
  },
  chungRomano2013: {
    short: 'Chung & Romano 2013',
    full: 'Chung, Romano (2013). Exact and asymptotically robust permutation tests. Annals of Statistics 41, 484–507',
    url: 'https://doi.org/10.1214/13-AOS1090',
  },
  cookWeisberg1982: {
    short: 'Cook & Weisberg 1982',
    full: 'Cook, Weisberg (1982). Residuals and Influence in Regression. Chapman and Hall',
    url: null,
  },
  deming1943: {
    short: 'Deming 1943',
    full: 'Deming (1943). Statistical Adjustment of Data. Wiley',
    url: null,
  },
  dersimonianLaird1986: {
    short: 'DerSimonian & Laird 1986',
    full: 'DerSimonian, Laird (1986). Meta-analysis in clinical trials. Controlled Clinical Trials 7, 177–188',
    url: 'https://doi.org/10.1016/0197-2456(86)90046-2',
  },
  dormandPrince1980: {
    short: 'Dormand & Prince 1980',
    full: 'Dormand, Prince (1980). A family of embedded Runge–Kutta formulae. Journal of Computational and Applied Mathematics 6, 19–26',
    url: 'https://doi.org/10.1016/0771-050X(80)90013-3',
  },
  efron1979: {
    short: 'Efron 1979',
    full: 'Efron (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7, 1–26',
    url: 'https://doi.org/10.1214/aos/1176344552',
  },
  efron1987: {
    short: 'Efron 1987',
    full: 'Efron (1987). Better bootstrap confidence intervals. Journal of the American Statistical Association 82, 171–185',
    url: 'https://doi.org/10.1080/01621459.1987.10478410',
  },
  efronMorris1975: {
    short: 'Efron & Morris 1975',
    full: 'Efron, Morris (1975). Data analysis using Stein’s estimator and its generalizations. Journal of the American Statistical Association 70, 311–319',
    url: 'https://doi.org/10.1080/01621459.1975.10479864',
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
  forsythe1957: {
    short: 'Forsythe 1957',
    full: 'Forsythe (1957). Generation and use of orthogonal polynomials for data-fitting with a digital computer. Journal of the Society for Industrial and Applied Mathematics 5, 74–88',
    url: 'https://doi.org/10.1137/0105007',
  },
  frischWaugh1933: {
    short: 'Frisch & Waugh 1933',
    full: 'Frisch, Waugh (1933). Partial time regressions as compared with individual trends. Econometrica 1, 387–401',
    url: 'https://doi.org/10.2307/1907330',
  },
  gelman2006: {
    short: 'Gelman 2006',
    full: 'Gelman (2006). Prior distributions for variance parameters in hierarchical models. Bayesian Analysis 1, 515–533',
    url: 'https://doi.org/10.1214/06-BA117A',
  },
  gneitingRaftery2007: {
    short: 'Gneiting & Raftery 2007',
    full: 'Gneiting, Raftery (2007). Strictly proper scoring rules, prediction, and estimation. Journal of the American Statistical Association 102, 359–378',
    url: 'https://doi.org/10.1198/016214506000001437',
  },
  hall1992: {
    short: 'Hall 1992',
    full: 'Hall (1992). The Bootstrap and Edgeworth Expansion. Springer',
    url: 'https://doi.org/10.1007/978-1-4612-4384-7',
  },
  hoffmann2022: {
    short: 'Hoffmann et al. 2022',
    full: 'Hoffmann, Borgeaud, Mensch et al. (2022). Training Compute-Optimal Large Language Models. arXiv:2203.15556',
    url: 'https://arxiv.org/abs/2203.15556',
  },
  horn1965: {
    short: 'Horn 1965',
    full: 'Horn (1965). A rationale and test for the number of factors in factor analysis. Psychometrika 30, 179–185',
    url: 'https://doi.org/10.1007/BF02289447',
  },
  janssen1997: {
    short: 'Janssen 1997',
    full: 'Janssen (1997). Studentized permutation tests for non-i.i.d. hypotheses and the generalized Behrens–Fisher problem. Statistics & Probability Letters 36, 9–21',
    url: 'https://doi.org/10.1016/S0167-7152(97)00043-6',
  },
  jimenez2024: {
    short: 'Jimenez et al. 2024',
    full: 'Jimenez, Yang, Wettig, Yao, Pei, Press, Narasimhan (2024). SWE-bench: Can Language Models Resolve Real-World GitHub Issues? ICLR 2024. arXiv:2310.06770',
    url: 'https://arxiv.org/abs/2310.06770',
  },
  kaptanoglu2022: {
    short: 'Kaptanoglu et al. 2022',
    full: 'Kaptanoglu, de Silva, Fasel, Kaheman, Goldschmidt, Callaham, Delahunt, Nicolaou, Champion, Loiseau, Kutz, Brunton (2022). PySINDy: A comprehensive Python package for robust sparse system identification. Journal of Open Source Software 7, 3994',
    url: 'https://doi.org/10.21105/joss.03994',
  },
  kendall1945: {
    short: 'Kendall 1945',
    full: 'Kendall (1945). The treatment of ties in ranking problems. Biometrika 33, 239–251',
    url: 'https://doi.org/10.1093/biomet/33.3.239',
  },
  li2023: {
    short: 'Li et al. 2023',
    full: 'Li, Patel, Viégas, Pfister, Wattenberg (2023). Inference-Time Intervention: Eliciting Truthful Answers from a Language Model. NeurIPS 2023. arXiv:2306.03341',
    url: 'https://arxiv.org/abs/2306.03341',
  },
  liangZeger1986: {
    short: 'Liang & Zeger 1986',
    full: 'Liang, Zeger (1986). Longitudinal data analysis using generalized linear models. Biometrika 73, 13–22',
    url: 'https://doi.org/10.1093/biomet/73.1.13',
  },
  lin2021: {
    short: 'Lin et al. 2021',
    full: 'Lin, Hilton, Evans (2021). TruthfulQA: Measuring How Models Mimic Human Falsehoods. arXiv:2109.07958',
    url: 'https://arxiv.org/abs/2109.07958',
  },
  marquardt1963: {
    short: 'Marquardt 1963',
    full: 'Marquardt (1963). An algorithm for least-squares estimation of nonlinear parameters. Journal of the Society for Industrial and Applied Mathematics 11, 431–441',
    url: 'https://doi.org/10.1137/0111030',
  },
  mckenzie2023: {
    short: 'McKenzie et al. 2023',
    full: 'McKenzie, Lyzhov, Pieler et al. (2023). Inverse Scaling: When Bigger Isn’t Better. Transactions on Machine Learning Research. arXiv:2306.09479',
    url: 'https://arxiv.org/abs/2306.09479',
  },
  michel2019: {
    short: 'Michel et al. 2019',
    full: 'Michel, Levy, Neubig (2019). Are Sixteen Heads Really Better than One? NeurIPS 2019. arXiv:1905.10650',
    url: 'https://arxiv.org/abs/1905.10650',
  },
  miller2024: {
    short: 'Miller 2024',
    full: 'Miller (2024). Adding Error Bars to Evals: A Statistical Approach to Language Model Evaluations. arXiv:2411.00640',
    url: 'https://arxiv.org/abs/2411.00640',
  },
  panickssery2023: {
    short: 'Panickssery et al. 2023',
    full: 'Panickssery (Rimsky), Gabrieli, Schulz, Tong, Hubinger, Turner (2023). Steering Llama 2 via Contrastive Activation Addition. arXiv:2312.06681',
    url: 'https://arxiv.org/abs/2312.06681',
  },
  pearson1897: {
    short: 'Pearson 1897',
    full: 'Pearson (1897). On a form of spurious correlation which may arise when indices are used in the measurement of organs. Proceedings of the Royal Society of London 60, 489–498',
    url: 'https://doi.org/10.1098/rspl.1896.0076',
  },
  pitman1937: {
    short: 'Pitman 1937',
    full: 'Pitman (1937). Significance tests which may be applied to samples from any populations. II. The correlation coefficient test. Supplement to the Journal of the Royal Statistical Society 4, 225–232',
    url: 'https://doi.org/10.2307/2983647',
  },
  rein2023: {
    short: 'Rein et al. 2023',
    full: 'Rein, Hou, Stickland, Petty, Pang, Dirani, Michael, Bowman (2023). GPQA: A Graduate-Level Google-Proof Q&A Benchmark. arXiv:2311.12022',
    url: 'https://arxiv.org/abs/2311.12022',
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
  spearman1910: {
    short: 'Spearman 1910',
    full: 'Spearman (1910). Correlation calculated from faulty data. British Journal of Psychology 3, 271–295',
    url: 'https://doi.org/10.1111/j.2044-8295.1910.tb00206.x',
  },
  thompsonSharp1999: {
    short: 'Thompson & Sharp 1999',
    full: 'Thompson, Sharp (1999). Explaining heterogeneity in meta-analysis: a comparison of methods. Statistics in Medicine 18, 2693–2708',
    url: null,
  },
  tippett1925: {
    short: 'Tippett 1925',
    full: 'Tippett (1925). On the extreme individuals and the range of samples taken from a normal population. Biometrika 17, 364–387',
    url: 'https://doi.org/10.1093/biomet/17.3-4.364',
  },
  turner2023: {
    short: 'Turner et al. 2023',
    full: 'Turner, Thiergart, Leech, Udell, Vazquez, Mini, MacDiarmid (2023). Steering Language Models With Activation Engineering. arXiv:2308.10248',
    url: 'https://arxiv.org/abs/2308.10248',
  },
  wei2023: {
    short: 'Wei et al. 2023',
    full: 'Wei, Kim, Tay, Le (2023). Inverse Scaling Can Become U-Shaped. EMNLP 2023. arXiv:2211.02011',
    url: 'https://arxiv.org/abs/2211.02011',
  },
  welch1947: {
    short: 'Welch 1947',
    full: 'Welch (1947). The generalization of “Student’s” problem when several different population variances are involved. Biometrika 34, 28–35',
    url: 'https://doi.org/10.1093/biomet/34.1-2.28',
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
  zou2023: {
    short: 'Zou et al. 2023',
    full: 'Zou, Phan, Chen et al. (2023). Representation Engineering: A Top-Down Approach to AI Transparency. arXiv:2310.01405',
    url: 'https://arxiv.org/abs/2310.01405',
  },
} as const satisfies Record<string, Reference>;

export type ReferenceId = keyof typeof REFERENCES;

/** Fragment of an entry in the list of references. */
export const anchorOf = (id: ReferenceId): string => `ref-${id}`;
