import { InvalidArgumentError } from 'commander';

/** What SageMaker's API model allows for the name of an endpoint. */
export function endpointName(text: string): string {
  if (!/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/.test(text)) {
    throw new InvalidArgumentError('it must be letters, digits and hyphens between them, 63 at most.');
  }
  return text;
}

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('it must be a whole number.');
  return Number(text);
}

export function httpUrl(text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new InvalidArgumentError('it must be an http or https URL.');
  return text;
}
