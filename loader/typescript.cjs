/**
 * Lets Node run this project's TypeScript: `node --require ./loader/typescript.cjs main.ts`.
 *
 * tsx does the work. The rest keeps tsx and the libraries from doing work that nobody needs: `npm run bench` has the
 * figures.
 */
const Module = require('node:module');
const { sep } = require('node:path');

require('./warnings.cjs');

// tsx would read and parse every file of node_modules, which is CommonJS that Node loads as it is.
const loadAsNode = Module._extensions['.js'];
require('tsx/cjs');
const loadAsTsx = Module._extensions['.js'];
const NODE_MODULES = `${sep}node_modules${sep}`;
Module._extensions['.js'] = (module, filename) =>
  (filename.includes(NODE_MODULES) ? loadAsNode : loadAsTsx)(module, filename);

// tsx turns source maps on, and Node then parses those of every file of the provider. Only stack traces need them.
if (!process.env.DEBUG) process.setSourceMapsEnabled(false);

// cdktf loads archiver when it starts, and calls it only for assets that are folders. It is loaded at the first call.
const load = Module._load;
Module._load = (request, parent, isMain) =>
  request === 'archiver' ? (...args) => load(request, parent, isMain)(...args) : load(request, parent, isMain);
