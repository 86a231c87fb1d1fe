/** As much of DNS as a stub resolver asks for: one question, answers of addresses. See RFC 1035, section 4. */
export interface Question {
  readonly id: number;
  readonly name: string;
  readonly type: number;
  /** As it was sent, to be repeated in the answer. */
  readonly raw: Buffer;
}

export const TYPE_A = 1;
export const RESPONSE_CODE = { ok: 0, serverFailure: 2, noSuchName: 3 } as const;

const HEADER_BYTES = 12;
const CLASS_INTERNET = 1;
/** A response, recursion desired and available. */
const RESPONSE_FLAGS = 0x8180;
/** Points to the name in the question. */
const NAME_OF_QUESTION = 0xc000 | HEADER_BYTES;
/** As the names of a PrivateLink endpoint have it. */
const TTL_SECONDS = 60;

export function parseQuestion(message: Buffer): Question {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = message.readUInt8(at); length > 0; length = message.readUInt8(at)) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return {
    id: message.readUInt16BE(0),
    name: labels.join('.').toLowerCase(),
    type: message.readUInt16BE(at + 1),
    raw: message.subarray(HEADER_BYTES, at + 5),
  };
}

export function encodeAnswer({ id, raw }: Question, code: number, addresses: readonly string[] = []): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(id, 0);
  header.writeUInt16BE(RESPONSE_FLAGS | code, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(addresses.length, 6);
  return Buffer.concat([header, raw, ...addresses.map(encodeAddress)]);
}

function encodeAddress(address: string): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt16BE(NAME_OF_QUESTION, 0);
  record.writeUInt16BE(TYPE_A, 2);
  record.writeUInt16BE(CLASS_INTERNET, 4);
  record.writeUInt32BE(TTL_SECONDS, 6);
  record.writeUInt16BE(4, 10);
  Buffer.from(address.split('.').map(Number)).copy(record, 12);
  return record;
}
