import type { Detail } from '../observation.ts';

/** The target said something that ends the look: what it means stands in `detail`. */
export class Verdict extends Error {
  readonly detail: Detail;

  constructor(detail: Detail) {
    super(detail.code);
    this.name = 'Verdict';
    this.detail = detail;
  }
}
