import { DefaultFailureConverter } from '@temporalio/common';

/**
 * How failures are written into histories: their messages and stacks go through the payload codec like all else, since an error may
 * repeat what a mail server or a database said. Known to workers and clients by path, and part of the bundle.
 */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
