import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Container, ContainerResponse, ContainerRequest } from './container';
import { XgboostModel } from './xgboost-model';

/** The artifact that the shipped environments deploy. */
const ARTIFACT = join(__dirname, '..', 'samples', 'diabetes', 'model.tar.gz');

/** The container of the sample model, loaded from the same file that is deployed. */
export const loadSampleContainer = (): SampleContainer => new SampleContainer(new XgboostModel(readFileSync(ARTIFACT)));

/** Scores `text/csv` as AWS's XGBoost image does: predictions separated by commas, or JSON if the caller accepts that. */
export class SampleContainer implements Container {
  constructor(private readonly model: XgboostModel) {}

  invoke({ body, headers }: ContainerRequest): Promise<ContainerResponse> {
    return Promise.resolve(this.respond(body.toString('utf8'), headers));
  }

  private respond(csv: string, headers: ContainerRequest['headers']): ContainerResponse {
    const type = mediaType(headers['content-type'] ?? '');
    if (type !== 'text/csv')
      return errorResponse(415, `Content type ${type || '(none)'} is not supported: send text/csv`);
    const accept = mediaType(headers.accept ?? '') || '*/*';
    if (!['*/*', 'text/*', 'text/csv', 'application/json'].includes(accept)) {
      return errorResponse(406, `Accept type ${accept} is not supported: take text/csv or application/json`);
    }
    const rows = csv
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '')
      .map(parseRow);
    const faulty = rows.findIndex((row) => row === undefined || row.length !== this.model.features);
    if (rows.length === 0 || faulty >= 0) {
      return errorResponse(400, `Unable to evaluate payload provided: ${this.describeProblem(rows, faulty)}`);
    }
    const predictions = (rows as number[][]).map((row) => this.model.predict(row));
    return accept === 'application/json'
      ? response(200, 'application/json', [JSON.stringify({ predictions: predictions.map((score) => ({ score })) })])
      : response(
          200,
          'text/csv; charset=utf-8',
          predictions.map((score, i) => (i === 0 ? String(score) : `,${score}`)),
        );
  }

  private describeProblem(rows: readonly unknown[], faulty: number): string {
    if (rows.length === 0) return 'it has no rows';
    const row = rows[faulty] as number[] | undefined;
    if (row === undefined) return `row ${faulty + 1} has something that is no number`;
    return `row ${faulty + 1} has ${row.length} features, and the model ${this.model.features}`;
  }
}

const mediaType = (header: string): string => (header.split(';')[0] ?? '').trim().toLowerCase();

/** The numbers of a row, with NaN for an empty field. Undefined if a field is not a number. */
function parseRow(line: string): number[] | undefined {
  const numbers = line.split(',').map((field) => (field.trim() === '' ? NaN : Number(field)));
  const fields = line.split(',');
  return numbers.some((number, i) => Number.isNaN(number) && fields[i]?.trim() !== '') ? undefined : numbers;
}

const errorResponse = (status: number, message: string): ContainerResponse => response(status, 'text/plain', [message]);

function response(status: number, contentType: string, chunks: readonly string[]): ContainerResponse {
  async function* body() {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  return { status, contentType, body: body() };
}
