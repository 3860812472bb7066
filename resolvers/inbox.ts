// The bell of the person who calls: nobody else's can be asked for.

import * as v from 'valibot';
import { followSpace, markRead, muteKinds, readInbox } from '../src/inbox/inbox';
import { noticeKinds } from '../src/inbox/inbox-record';
import { expose, idSchema, type Method } from './boundary';

const idsSchema = v.pipe(v.array(v.pipe(v.string(), v.nonEmpty(), v.maxLength(80))), v.maxLength(100));

export const inboxMethods: Readonly<Record<string, Method>> = {
  'inbox.read': expose('inbox.read', v.strictObject({}), (_request, { app, accountId }) =>
    readInbox(app.forReviewer(accountId)),
  ),
  'inbox.markRead': expose(
    'inbox.markRead',
    v.strictObject({ ids: v.nullable(idsSchema) }),
    ({ ids }, { app, accountId }) => markRead(ids, app.forReviewer(accountId)),
  ),
  'inbox.mute': expose(
    'inbox.mute',
    v.strictObject({ kinds: v.pipe(v.array(v.picklist(noticeKinds)), v.maxLength(noticeKinds.length)) }),
    ({ kinds }, { app, accountId }) => muteKinds(kinds, app.forReviewer(accountId)),
  ),
  'inbox.follow': expose(
    'inbox.follow',
    v.strictObject({ projectId: idSchema, isOn: v.boolean() }),
    (request, { app, accountId }) => followSpace(request, app.forReviewer(accountId)),
  ),
};
