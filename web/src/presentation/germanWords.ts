import { appMessages } from './messages.app.de.ts';
import { approvalMessages } from './messages.approvals.de.ts';
import { auditMessages } from './messages.audit.de.ts';
import { batchMessages } from './messages.batch.de.ts';
import { batchRunMessages } from './messages.batchRun.de.ts';
import { builtInProfileMessages } from './messages.builtInProfiles.de.ts';
import { dialogMessages } from './messages.dialogs.de.ts';
import { enrolMessages } from './messages.enrol.de.ts';
import { approvalFailureMessages } from './messages.failures.approvals.de.ts';
import { keyFailureMessages } from './messages.failures.key.de.ts';
import { laterFailureMessages } from './messages.failures.later.de.ts';
import { lostKeyFailureMessages } from './messages.failures.lostKey.de.ts';
import { ownFailureMessages } from './messages.failures.own.de.ts';
import { serviceFailureMessages } from './messages.failures.service.de.ts';
import { wayFailureMessages } from './messages.failures.ways.de.ts';
import { guidedMessages } from './messages.guided.de.ts';
import { helpMessages } from './messages.help.de.ts';
import { invitationMessages } from './messages.invitations.de.ts';
import { lostKeyMessages } from './messages.lostKey.de.ts';
import { operatorMessages } from './messages.operators.de.ts';
import { peopleMessages } from './messages.people.de.ts';
import { pinMessages } from './messages.pins.de.ts';
import { pluggedKeyMessages } from './messages.pluggedKey.de.ts';
import { profileFieldMessages } from './messages.profileFields.de.ts';
import { profileMessages } from './messages.profiles.de.ts';
import { readinessMessages } from './messages.readiness.de.ts';
import { removalMessages } from './messages.removals.de.ts';
import { scopeMessages } from './messages.scopes.de.ts';
import { selfMessages } from './messages.self.de.ts';
import { sessionMessages } from './messages.session.de.ts';
import { stationMessages } from './messages.station.de.ts';
import { stationCheckMessages } from './messages.stationCheck.de.ts';
import { stationKitMessages } from './messages.stationKit.de.ts';
import { unfinishedMessages } from './messages.unfinished.de.ts';
import { wayMessages } from './messages.ways.de.ts';

/** Every catalogue in German: one file of the build. */
export const germanWords = {
  pluggedKeyMessages,
  lostKeyFailureMessages,
  lostKeyMessages,
  approvalFailureMessages,
  approvalMessages,
  appMessages,
  auditMessages,
  batchMessages,
  batchRunMessages,
  builtInProfileMessages,
  dialogMessages,
  enrolMessages,
  keyFailureMessages,
  laterFailureMessages,
  ownFailureMessages,
  serviceFailureMessages,
  wayFailureMessages,
  guidedMessages,
  helpMessages,
  invitationMessages,
  operatorMessages,
  peopleMessages,
  pinMessages,
  profileFieldMessages,
  profileMessages,
  readinessMessages,
  removalMessages,
  scopeMessages,
  selfMessages,
  sessionMessages,
  stationMessages,
  stationCheckMessages,
  stationKitMessages,
  unfinishedMessages,
  wayMessages,
};
