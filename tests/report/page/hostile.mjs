// Writes a model or scenario with every text that people read replaced by a hostile one.
// Use: node hostile.mjs IN OUT
import { readFileSync, writeFileSync } from 'node:fs';

const HOSTILE = '</script><script>alert(1)</script>]]><!--"\'&amp;\u0001\u001b[31m\u202eevil\u200f' +
    '\ufeff=HYPERLINK(1){1}{b}<img src=x onerror=alert(1)><style>*{display:none}</style>';
const FREE = new Set(['nn', 'nb', 'en', 'text', 'source', 'note', 'place', 'paragraph']);

function spoil(value, key) {
    if (Array.isArray(value)) return value.map((one) => spoil(one, key));
    if (value && typeof value === 'object')
        return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, spoil(v, k)]));
    return typeof value === 'string' && FREE.has(key) ? HOSTILE : value;
}

const [input, output] = process.argv.slice(2);
const whole = spoil(JSON.parse(readFileSync(input, 'utf8')));
if (whole.municipality) whole.municipality.name = HOSTILE;
writeFileSync(output, JSON.stringify(whole));
