import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

/**
 * What a plain call does without (client/single-call.ts), and by what each is required: nine tenths of the bundle's text,
 * which Node would read before every call. Of undici only what the client uses: its index loads fetch, caches and web
 * sockets besides.
 */
const ONLY_WHEN_NEEDED = {
  '@aws-sdk/client-sagemaker-runtime': "module.exports = require('@aws-sdk/client-sagemaker-runtime')",
  undici: "exports.Client = require('undici/lib/dispatcher/client.js')",
  'd3-scale': "module.exports = require('d3-scale')",
  'd3-shape': "module.exports = require('d3-shape')",
};

const common = { bundle: true, minify: true, platform: 'node', target: 'node20', logLevel: 'warning' };

/** Puts packages into the bundle as compressed text, which is unpacked when one of them is first required. */
const unpackedWhenNeeded = {
  name: 'unpacked-when-needed',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(${Object.keys(ONLY_WHEN_NEEDED).join('|')})$`) }, ({ path, resolveDir }) => ({
      path,
      namespace: 'packed',
      pluginData: { resolveDir },
    }));
    onLoad({ filter: /./, namespace: 'packed' }, async ({ path, pluginData: { resolveDir } }) => {
      const stdin = { contents: ONLY_WHEN_NEEDED[path], resolveDir };
      const { outputFiles } = await build({ ...common, stdin, format: 'cjs', write: false });
      const packed = brotliCompressSync(outputFiles[0].contents).toString('base64');
      return {
        resolveDir,
        contents: `
          const text = require('node:zlib').brotliDecompressSync(Buffer.from('${packed}', 'base64')).toString();
          new Function('module', 'exports', 'require', text)(module, exports, require);`,
      };
    });
  },
};

await build({
  ...common,
  entryPoints: ['commands/invoke/command.ts'],
  outfile: 'dist/invoke.mjs',
  format: 'esm',
  // Packages in CommonJS require Node's own modules; and the SDK's announcement about Node 20 (loader/warnings.cjs).
  banner: {
    js:
      "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" +
      "process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED??='true';",
  },
  plugins: [unpackedWhenNeeded],
});
