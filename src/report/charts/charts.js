// Draws the figures of a report. The figures are options of Apache ECharts, written by samspel as
// JSON beside the place of each figure; here they get the colours of the page, and numbers on axes
// their Norwegian form. Tooltips show texts that samspel wrote, as text and never as markup. Must
// not fetch anything, keep anything, or compute a figure.
import * as echarts from 'echarts/core';
import { BarChart, CustomChart, LineChart, SankeyChart, ScatterChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

echarts.use([
    BarChart, CustomChart, LineChart, SankeyChart, ScatterChart, GridComponent, MarkLineComponent,
    TooltipComponent, SVGRenderer,
]);

const PRINT_WIDTH = 660; // of an A4 page within its margins, in CSS pixels
const PRINT_HEIGHT = 0.75; // of the height on a screen
const NARROW = 480; // below it names beside a figure get less room
const charts = [];

function colours() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue('--' + name).trim();
    const series = [];
    for (let i = 0; i < 12; i++) series.push(read('c' + i));
    return { series, ink: read('ink'), soft: read('soft'), line: read('line'), paper: read('paper'),
             tail: read('tail') };
}

function norwegian(value) {
    const text = String(Math.round(Math.abs(value) * 1e6) / 1e6);
    const [whole, part] = text.split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0');
    return (value < 0 ? '\u2212' : '') + grouped + (part ? ',' + part : '');
}

function row(box, colour, name, text) {
    const line = document.createElement('div');
    const dot = document.createElement('span');
    dot.className = 'dot';
    dot.style.background = colour;
    const label = document.createElement('span');
    label.textContent = name;
    const figure = document.createElement('b');
    figure.textContent = text;
    line.append(dot, label, figure);
    box.append(line);
}

function tooltip(given) {
    const all = Array.isArray(given) ? given : [given];
    const box = document.createElement('div');
    box.className = 'tip';
    if (all.length && all[0].axisValueLabel !== undefined) {
        const head = document.createElement('strong');
        head.textContent = all[0].axisValueLabel;
        box.append(head);
    }
    for (const one of all) {
        const data = one.data;
        if (data && data.text) row(box, String(one.color), data.title || one.seriesName, data.text);
    }
    return box;
}

function dressAxis(axis, c, width) {
    const label = axis.axisLabel || {};
    if (label.width && width < NARROW) label.width = Math.min(label.width, 104);
    axis.axisLabel = { ...label, color: c.soft, fontSize: 12 };
    axis.axisLabel.hideOverlap = true;
    if (axis.type === 'value') axis.axisLabel.formatter = norwegian;
    axis.axisLine = { lineStyle: { color: c.line } };
    axis.axisTick = { lineStyle: { color: c.line } };
    axis.splitLine = { show: axis.type === 'value', lineStyle: { color: c.line } };
    axis.nameTextStyle = { color: c.soft, fontSize: 12, ...axis.nameTextStyle };
    return axis;
}

// A marked value is seen also where all that is drawn lies below it.
function reachMark(axis, series) {
    const marks = series.flatMap((one) => one.markLine ? one.markLine.data.map((mark) => mark.yAxis) : []);
    const most = Math.max(...marks);
    if (marks.length) axis.max = (drawn) => drawn.max < most ? 1.2 * most : null;
}

function dressItem(item, c) {
    if (item && item.tone === 'tail') item.itemStyle = { color: c.tail };
    if (item && item.shade !== undefined) item.itemStyle = { color: c.series[item.shade % c.series.length] };
    return item;
}

// An area between corners, which ECharts has no series for.
function area(corners, colour) {
    return (params, api) => ({
        type: 'polygon', shape: { points: corners.map((corner) => api.coord(corner)) },
        style: { fill: colour, opacity: 0.25 },
    });
}

function dressSeries(series, c) {
    const colour = c.series[(series.shade || 0) % c.series.length];
    series.itemStyle = { color: colour, ...series.itemStyle };
    if (series.type === 'line') series.showSymbol = series.showSymbol || false;
    if (series.type === 'line') series.lineStyle = { color: colour, width: 2, ...series.lineStyle };
    if (series.areaStyle) series.areaStyle = { color: colour, ...series.areaStyle };
    if (series.polygon) {
        series.renderItem = area(series.polygon, colour);
        series.silent = true;
    }
    if (series.type === 'bar') series.itemStyle.borderColor = c.paper;
    if (series.markLine) {
        series.markLine = { symbol: 'none', silent: true, ...series.markLine,
                            lineStyle: { color: c.ink, type: 'dashed' } };
        series.markLine.label = { color: c.ink, ...series.markLine.label };
    }
    if (series.type === 'sankey') {
        series.label = { color: c.ink, fontSize: 12, ...series.label };
        series.lineStyle = { color: 'source', opacity: 0.35, curveness: 0.5 };
        for (const node of series.data) node.itemStyle = { color: c.series[node.shade % c.series.length] };
    } else {
        series.data = series.data.map((item) => dressItem(item, c));
    }
    series.emphasis = { disabled: true };
    return series;
}

function dressed(text, width) {
    const c = colours();
    const option = JSON.parse(text);
    option.animation = false;
    option.textStyle = { fontFamily: getComputedStyle(document.body).fontFamily, color: c.ink };
    for (const key of ['xAxis', 'yAxis']) if (option[key]) option[key] = dressAxis(option[key], c, width);
    option.series = option.series.map((series) => dressSeries(series, c));
    if (option.yAxis) reachMark(option.yAxis, option.series);
    option.tooltip = { ...option.tooltip, formatter: tooltip, confine: true, transitionDuration: 0,
                       backgroundColor: c.paper, borderColor: c.line, textStyle: { color: c.ink } };
    return option;
}

function draw(entry, width) {
    entry.place.style.height = ''; // as the page's style has it
    if (width) entry.place.style.height = Math.round(PRINT_HEIGHT * entry.place.clientHeight) + 'px';
    const size = width || entry.place.clientWidth;
    if (!size) return; // folded away
    if (!entry.chart) {
        entry.place.textContent = '';
        entry.chart = echarts.init(entry.place, null, { renderer: 'svg', width: size });
    } else {
        entry.chart.resize({ width: size, height: entry.place.clientHeight });
    }
    entry.chart.setOption(dressed(entry.text, size), true);
    entry.chart.getZr().flush();
}

function drawAll(width) {
    for (const entry of charts) draw(entry, width);
}

function openForPrint() {
    for (const fold of document.querySelectorAll('details:not([open]):not(.numbers)')) {
        fold.open = true;
        fold.dataset.folded = '';
    }
    document.documentElement.classList.add('printing');
    drawAll(PRINT_WIDTH);
}

function closeAfterPrint() {
    document.documentElement.classList.remove('printing');
    for (const fold of document.querySelectorAll('details[data-folded]')) {
        fold.open = false;
        delete fold.dataset.folded;
    }
    drawAll();
}

// A note is in a folded chapter: the link to it opens the chapter.
function openTarget() {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    for (let at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
    if (target) target.scrollIntoView();
}

for (const place of document.querySelectorAll('.chart'))
    charts.push({ place, text: place.parentElement.querySelector('script').textContent });
drawAll();
let waiting = 0;
addEventListener('resize', () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => drawAll());
});
document.addEventListener('toggle', (event) => {
    for (const entry of charts) if (event.target.contains(entry.place)) draw(entry);
}, true);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawAll());
addEventListener('beforeprint', openForPrint);
addEventListener('afterprint', closeAfterPrint);
addEventListener('hashchange', openTarget);
openTarget();
