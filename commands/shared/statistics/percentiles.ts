/** The percentiles that every report shows. */
export const PERCENTILES = [50, 90, 99] as const;

/** Where a percentile curve has its points: ever closer to 100, as far as there are samples. */
export const CURVE_PERCENTS = [0.1, 1, 5, 10, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 99.9, 99.95, 99.99, 99.999] as const;

/** A point of a percentile curve. */
export interface CurvePoint {
  readonly percent: number;
  readonly ms: number;
}

/** A range that contains the true value with 95 % confidence. */
export interface ConfidenceInterval {
  readonly lowMs: number;
  readonly highMs: number;
}

/** A percentile with fewer samples beyond it says little. */
const ENOUGH_SAMPLES_BEYOND = 10;
/** 100 * (1 - 90 / 100) is not 10, but a little less. */
const ROUNDING_ERROR = 1e-9;

/** How many of the samples lie beyond a percentile. */
export const samplesBeyond = (samples: number, percent: number): number => samples * (1 - percent / 100);

/** Whether enough samples lie beyond a percentile for it to mean something. */
export const hasEnoughSamples = (samples: number, percent: number): boolean =>
  samplesBeyond(samples, percent) >= ENOUGH_SAMPLES_BEYOND - ROUNDING_ERROR;
