import { gunzipSync } from 'node:zlib';

/** A tree in XGBoost's JSON format: a node is an index into every list. A leaf's value is its split condition. */
interface Tree {
  readonly left_children: readonly number[];
  readonly right_children: readonly number[];
  readonly split_indices: readonly number[];
  readonly split_conditions: readonly number[];
  readonly default_left: readonly (0 | 1)[];
}

interface ModelFile {
  readonly learner: {
    readonly objective: { readonly name: string };
    readonly learner_model_param: { readonly base_score: string; readonly num_feature: string };
    readonly gradient_booster: { readonly model: { readonly trees: readonly Tree[] } };
  };
}

/**
 * An XGBoost regression model, read from the same `model.tar.gz` that a deployment uploads.
 *
 * @see https://xgboost.readthedocs.io/en/release_1.7.0/tutorials/saving_model.html
 */
export class XgboostModel {
  readonly features: number;
  private readonly trees: readonly Tree[];
  private readonly baseScore: number;

  /** @param artifact - a `.tar.gz` with one file, `xgboost-model`, in XGBoost's JSON format */
  constructor(artifact: Buffer) {
    const { learner } = JSON.parse(tarEntry(gunzipSync(artifact), 'xgboost-model').toString()) as ModelFile;
    if (learner.objective.name !== 'reg:squarederror') {
      throw new Error(
        `the local runtime knows the objective reg:squarederror, and the model has ${learner.objective.name}`,
      );
    }
    this.features = Number(learner.learner_model_param.num_feature);
    this.baseScore = Math.fround(Number(learner.learner_model_param.base_score));
    this.trees = learner.gradient_booster.model.trees;
  }

  /** Adds in single precision, as XGBoost does. A missing value is NaN. */
  predict(row: readonly number[]): number {
    return this.trees.reduce((sum, tree) => Math.fround(sum + leafOf(tree, row)), this.baseScore);
  }
}

function leafOf(tree: Tree, row: readonly number[]): number {
  let node = 0;
  for (let left = at(tree.left_children, 0); left !== -1; left = at(tree.left_children, node)) {
    const value = Math.fround(row[at(tree.split_indices, node)] ?? NaN);
    const goesLeft = Number.isNaN(value)
      ? at(tree.default_left, node) === 1
      : value < Math.fround(at(tree.split_conditions, node));
    node = goesLeft ? left : at(tree.right_children, node);
  }
  return Math.fround(at(tree.split_conditions, node));
}

/** An entry that the format guarantees. */
const at = (list: readonly number[], position: number): number => list[position] as number;

const BLOCK = 512;

/** One file of a tar archive: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html (ustar). */
function tarEntry(archive: Buffer, wanted: string): Buffer {
  for (let offset = 0; offset + BLOCK <= archive.length;) {
    const name = archive.toString('utf8', offset, offset + 100).replace(/\0.*$/s, '');
    const size = parseInt(archive.toString('latin1', offset + 124, offset + 136), 8) || 0;
    const start = offset + BLOCK;
    if (name.replace(/^\.\//, '') === wanted) return archive.subarray(start, start + size);
    offset = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  throw new Error(`the artifact holds no ${wanted}`);
}
