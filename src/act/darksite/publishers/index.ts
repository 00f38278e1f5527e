import type { PublisherKind } from '../publisher.ts';
import { folderPublisher } from './folder.ts';

/** All kinds of places for the emergency website; a new one is a file and a line here. */
export const publishers: readonly PublisherKind[] = [folderPublisher];
