import type { Rule } from '../finding';
import { accessGranted, functionPublic, outsiderLetIn } from './access-granted';
import { callerAdded, managedPolicyAttached, policyAttached } from './attachments';
import { boundaryExchanged, boundaryRemoved } from './boundary';
import { captureElsewhere, keyElsewhere } from './data-elsewhere';
import { dataSent, dataSentElsewhere } from './data-sent';
import { exclusiveAttachment } from './exclusive-attachment';
import { accessBeyondPlan, credentialsCreated, groupJoined, identityCreated } from './identities';
import { otherRole } from './other-role';
import { roleGiven } from './role-given';
import { policyExtended, policyNew, policyNotCompared, policyUnbounded, policyWider } from './policy-rules';
import { aclOpen } from './public-acl';

/** Rules about who may do what, the worst first. */
export const accessRules: readonly Rule[] = [
  policyWider,
  policyUnbounded,
  managedPolicyAttached,
  boundaryRemoved,
  boundaryExchanged,
  otherRole,
  outsiderLetIn,
  functionPublic,
  aclOpen,
  keyElsewhere,
  captureElsewhere,
  dataSentElsewhere,
  credentialsCreated,
  groupJoined,
  policyNotCompared,
  policyAttached,
  exclusiveAttachment,
  accessGranted,
  dataSent,
  roleGiven,
  identityCreated,
  accessBeyondPlan,
  callerAdded,
  policyExtended,
  policyNew,
];
