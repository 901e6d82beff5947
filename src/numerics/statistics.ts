/** Moments and extremes of one stage, over finite values; `nan` and `inf` count the others. */
export interface StageStatistics {
  mean: number;
  std: number;
  rms: number;
  absmax: number;
  nan: number;
  inf: number;
}
