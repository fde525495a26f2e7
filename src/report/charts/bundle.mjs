// Bundles charts.js with the parts of Apache ECharts that it uses, and writes the bundle as a C
// array. Use: node bundle.mjs OUT.c, in a folder where the packages of package-lock.json are.
import { buildSync } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';

const echarts = JSON.parse(readFileSync('node_modules/echarts/package.json', 'utf8'));
const zrender = JSON.parse(readFileSync('node_modules/zrender/package.json', 'utf8'));
const banner = `/*! Drawn with Apache ECharts ${echarts.version} (Apache License 2.0, ` +
    `https://www.apache.org/licenses/LICENSE-2.0) and zrender ${zrender.version} (BSD 3-Clause, ` +
    'Baidu Inc.; https://github.com/ecomfe/zrender/blob/master/LICENSE). */';

const result = buildSync({
    entryPoints: ['charts.js'], bundle: true, minify: true, write: false, format: 'iife',
    target: 'es2020', charset: 'ascii', legalComments: 'none', banner: { js: banner },
    define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'warning',
});
// What would end the script element early, or the CDATA section around it, has no place in code but
// in texts, and there the same characters can be written otherwise.
const code = result.outputFiles[0].text.trim()
    .replace(/<\/script/gi, '<\\/script').replace(/<!--/g, '<\\!--').replace(/\]\]>/g, ']] >');
if (/<\/script|<!--|\]\]>/i.test(code)) throw new Error('the bundle cannot be embedded');

const bytes = Buffer.from(code, 'utf8');
const lines = [];
for (let i = 0; i < bytes.length; i += 32)
    lines.push('    ' + Array.from(bytes.subarray(i, i + 32)).join(',') + ',');
writeFileSync(process.argv[2], `/* Made by bundle.mjs. */
#include "report/charts/charts.h"

const size_t sam_charts_length = ${bytes.length};
const char sam_charts[] = {
${lines.join('\n')}
    0};
`);
