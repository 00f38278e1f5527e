import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Lesson, Review } from './reviews.ts';

const params = z.object({ id: Id });

export const listReviews = endpoint({
  method: 'GET',
  path: '/reviews',
  scope: 'organisation',
  right: 'learn.read',
  summary: 'After-action reviews, newest first.',
  response: z.object({ reviews: z.array(Review.omit({ timeline: true })) }),
});

export const readReview = endpoint({
  method: 'GET',
  path: '/reviews/:id',
  scope: 'organisation',
  right: 'learn.read',
  summary: 'One review.',
  params,
  response: Review,
});

export const changeLessons = endpoint({
  method: 'PUT',
  path: '/reviews/:id/lessons',
  scope: 'organisation',
  right: 'learn.write',
  summary: 'What was learned and is to be changed, with owner and date.',
  params,
  body: z.object({ lessons: z.array(Lesson).max(200) }),
  response: Review,
});

export const printReview = endpoint({
  method: 'GET',
  path: '/reviews/:id/pdf',
  scope: 'organisation',
  right: 'learn.read',
  summary: 'The report of the incident as PDF.',
  params,
  query: z.object({ language: z.enum(['de', 'en']).default('de') }),
  produces: 'application/pdf',
});
