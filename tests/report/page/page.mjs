// Opens pages in Chromium, in light and dark and at the widths of a telephone, a screen and A4, and
// tells what is wrong. Use: node page.mjs CHROMIUM PAGE.html... Exit 1: something is. A page given as
// layout:PAGE.html is looked at in light only, and not by axe, which takes long on a long page; nor on
// paper as harm:PAGE.html, whose words no paper is wide enough for.
import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const A4 = 680; // 210 mm less two margins of 15 mm, in CSS pixels
const [executablePath, ...pages] = process.argv.slice(2);
let failures = 0;
let checks = 0;

function check(page, what, right, more = '') {
    checks++;
    if (right) return;
    failures++;
    console.log(`FAILED ${page}: ${what} ${more}`);
}

// What the page must never do, whatever it is asked.
function watch(page, name) {
    page.on('console', (m) => {
        if (['error', 'warning'].includes(m.type())) check(name, 'console:', false, m.text());
    });
    page.on('pageerror', (e) => check(name, 'an error:', false, e.message));
    page.on('dialog', (d) => { check(name, 'a dialog:', false, d.message()); d.dismiss(); });
    page.on('request', (r) => {
        if (!r.url().startsWith('file://') || r.resourceType() !== 'document')
            check(name, 'a request:', false, r.url());
    });
}

async function overflow(page) {
    return page.evaluate(() => {
        const wide = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= wide) return '';
        const out = [...document.querySelectorAll('body *')].filter(
            (e) => !e.closest('.scroll, .skip, svg') && e.getBoundingClientRect().right > wide + 1);
        return `${document.documentElement.scrollWidth} > ${wide}: ` +
            out.slice(0, 3).map((e) => `${e.tagName}.${e.className}`).join(' ');
    });
}

async function charts(page, name) {
    const found = await page.evaluate(() => [...document.querySelectorAll('figure')].map((f) => {
        const place = f.querySelector('.chart');
        const svg = f.querySelector('svg');
        return { id: f.id, name: place.getAttribute('aria-label') || '', role: place.role,
                 shapes: svg ? svg.querySelectorAll('path').length : 0,
                 wide: svg ? svg.getBoundingClientRect().width : 0,
                 place: place.getBoundingClientRect().width,
                 words: svg ? svg.textContent : '' };
    }));
    for (const chart of found) {
        check(name, `${chart.id} is not drawn`, chart.shapes > 2);
        check(name, `${chart.id} has no name`, chart.name.length > 30 && chart.role === 'img');
        check(name, `${chart.id} is not as wide as its place`,
              Math.abs(chart.wide - chart.place) < 2, `${chart.wide} ${chart.place}`);
        check(name, `${chart.id} shows raw numbers`, !/\d\.\d{4,}|NaN|undefined/.test(chart.words));
    }
    return found.length;
}

async function accessible(page, name) {
    await page.evaluate(axe);
    const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    for (const v of result.violations)
        if (['serious', 'critical'].includes(v.impact))
            check(name, `axe: ${v.id}: ${v.help}`, false, v.nodes.slice(0, 2).map((n) => n.html.slice(0, 120)).join(' | '));
    check(name, 'axe looked at nothing', result.violations !== undefined);
}

// A chapter folds and unfolds by the keyboard, and its figures come back.
async function folds(page, name) {
    const summary = page.locator('.chapter summary').first();
    if (!(await summary.count())) return;
    await summary.focus();
    await page.keyboard.press('Enter');
    check(name, 'a chapter does not fold', !(await page.evaluate(() => document.querySelector('.chapter details').open)));
    await page.keyboard.press('Enter');
    check(name, 'a chapter does not unfold', await page.evaluate(() => document.querySelector('.chapter details').open));
}

async function paper(page, name) {
    await page.setViewportSize({ width: A4, height: 1000 });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const wide = await overflow(page);
    check(name, 'wider than A4:', !wide, wide);
    const cut = await page.evaluate((a4) => [...document.querySelectorAll('table')].filter(
        (t) => t.getBoundingClientRect().right > a4 + 1 && t.getBoundingClientRect().height > 0)
        .map((t) => `${t.querySelector('caption')?.textContent.slice(0, 40)} ${t.getBoundingClientRect().right}`), A4);
    check(name, 'tables are cut off on A4:', cut.length === 0, cut.slice(0, 3).join(' | '));
    const ink = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    check(name, 'paper is not white:', ink === 'rgb(255, 255, 255)', ink);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ media: 'screen' });
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
for (const given of pages) {
    const [, way, file] = given.match(/^(layout:|harm:)?(.*)$/);
    const whole = !way;
    for (const colorScheme of whole ? ['light', 'dark'] : ['light']) {
        const name = `${file.replace(/.*\//, '')} ${colorScheme}`;
        const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
        const page = await context.newPage();
        watch(page, name);
        await page.goto('file://' + resolve(file));
        const count = await charts(page, name);
        check(name, 'figures are lost', count === (readFileSync(file, 'utf8').match(/<figure /g) || []).length);
        if (whole) await accessible(page, name);
        await folds(page, name);
        for (const width of [1280, 360]) {
            await page.setViewportSize({ width, height: 900 });
            await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
            const wide = await overflow(page);
            check(name, `wider than ${width}:`, !wide, wide);
            await charts(page, `${name} ${width}`);
        }
        if (way !== 'harm:') await paper(page, name);
        await context.close();
    }
}
await browser.close();
console.log(`${checks} checks, ${failures} failed`);
process.exit(failures || !checks ? 1 : 0);
