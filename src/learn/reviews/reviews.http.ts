import { readFileSync } from 'node:fs';
import { on, type Route } from '../../http/route.ts';
import type { Printer } from '../../print/print.ts';
import { printed } from './printed.ts';
import { changeLessons, listReviews, printReview, readReview } from './reviews.contract.ts';
import { reviews } from './reviews.store.ts';

const TEMPLATE = readFileSync(new URL('./review.typ', import.meta.url), 'utf8');

export const reviewRoutes = (printer: Printer): Route[] => [
  on(listReviews).handle(async ({ work }) => ({ reviews: await work((tx) => reviews(tx).list()) })),
  on(readReview).handle(async ({ work, params }) => work((tx) => reviews(tx).get(params.id))),
  on(changeLessons).handle(async ({ work, params, body }) => work((tx) => reviews(tx).setLessons(params.id, body.lessons))),
  on(printReview).handle(async ({ work, params, query, org }) => {
    const review = await work((tx) => reviews(tx).get(params.id));
    const body = await printer.pdf(TEMPLATE, printed(review, org, query.language));
    return {
      type: 'application/pdf',
      body,
      filename: `${query.language === 'de' ? 'nachbereitung' : 'review'}-${review.id.slice(0, 8)}.pdf`,
    };
  }),
];
