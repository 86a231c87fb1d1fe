/**
 * Removes the causes of two warnings that libraries would print into the output of every command. Nothing else is
 * silenced: what a library warns of next is seen.
 */
const util = require('node:util');

// cdktf calls util.isArray, which Node has deprecated in favour of this (DEP0044) and may remove.
util.isArray = Array.isArray;

// On Node 20 the AWS SDK announces that its versions from January 2027 need Node 22. The versions here are pinned.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
