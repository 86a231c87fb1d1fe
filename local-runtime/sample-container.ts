import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Container, ContainerAnswer, Invocation } from './container';
import { XgboostModel } from './xgboost-model';

/** What a deployment of the shipped environment uploads. */
const ARTIFACT = join(__dirname, '..', 'samples', 'diabetes', 'model.tar.gz');

/** The sample model, from the very file that is deployed. */
export const sampleContainer = (): SampleContainer => new SampleContainer(new XgboostModel(readFileSync(ARTIFACT)));

/** Answers `text/csv` as AWS's XGBoost image does: predictions with commas between them, or as JSON where that is wanted. */
export class SampleContainer implements Container {
  constructor(private readonly model: XgboostModel) {}

  invoke({ body, headers }: Invocation): Promise<ContainerAnswer> {
    return Promise.resolve(this.answer(body.toString('utf8'), headers));
  }

  private answer(csv: string, headers: Invocation['headers']): ContainerAnswer {
    const type = mediaType(headers['content-type'] ?? '');
    if (type !== 'text/csv') return refusal(415, `Content type ${type || '(none)'} is not supported: send text/csv`);
    const accept = mediaType(headers.accept ?? '') || '*/*';
    if (!['*/*', 'text/*', 'text/csv', 'application/json'].includes(accept)) {
      return refusal(406, `Accept type ${accept} is not supported: take text/csv or application/json`);
    }
    const rows = csv
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '')
      .map(parseRow);
    const faulty = rows.findIndex((row) => row === undefined || row.length !== this.model.features);
    if (rows.length === 0 || faulty >= 0) {
      return refusal(400, `Unable to evaluate payload provided: ${this.complaint(rows, faulty)}`);
    }
    const predictions = (rows as number[][]).map((row) => this.model.predict(row));
    return accept === 'application/json'
      ? answer(200, 'application/json', [JSON.stringify({ predictions: predictions.map((score) => ({ score })) })])
      : answer(
          200,
          'text/csv; charset=utf-8',
          predictions.map((score, i) => (i === 0 ? String(score) : `,${score}`)),
        );
  }

  private complaint(rows: readonly unknown[], faulty: number): string {
    if (rows.length === 0) return 'it has no rows';
    const row = rows[faulty] as number[] | undefined;
    if (row === undefined) return `row ${faulty + 1} has something that is no number`;
    return `row ${faulty + 1} has ${row.length} features, and the model ${this.model.features}`;
  }
}

const mediaType = (header: string): string => (header.split(';')[0] ?? '').trim().toLowerCase();

/** The numbers of a row; NaN for a field that is empty; undefined where one is no number. */
function parseRow(line: string): number[] | undefined {
  const numbers = line.split(',').map((field) => (field.trim() === '' ? NaN : Number(field)));
  const fields = line.split(',');
  return numbers.some((number, i) => Number.isNaN(number) && fields[i]?.trim() !== '') ? undefined : numbers;
}

const refusal = (status: number, message: string): ContainerAnswer => answer(status, 'text/plain', [message]);

function answer(status: number, contentType: string, pieces: readonly string[]): ContainerAnswer {
  async function* body() {
    for (const piece of pieces) yield Buffer.from(piece);
  }
  return { status, contentType, body: body() };
}
