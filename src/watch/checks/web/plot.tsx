import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import type { SeriesPoint } from '../checks.contract.ts';
import css from './chart.module.css';

const HEIGHT = 220;

type PlotProps = {
  readonly points: readonly SeriesPoint[];
  readonly stepMs: number;
  readonly from: number;
  readonly to: number;
  readonly zone: string;
  readonly locale: string;
  readonly labels: { readonly at: string; readonly mean: string; readonly low: string; readonly high: string };
};

const colourOf = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A line of points; where a step is missing the line breaks: nothing measured is not "as before". */
function columnsOf(points: readonly SeriesPoint[], stepMs: number): [number[], (number | null)[], (number | null)[], (number | null)[]] {
  const columns: [number[], (number | null)[], (number | null)[], (number | null)[]] = [[], [], [], []];
  const put = (at: number, point: SeriesPoint | null) => {
    columns[0].push(at / 1000);
    columns[1].push(point?.msMin ?? null);
    columns[2].push(point?.msMax ?? null);
    columns[3].push(point?.msMean ?? null);
  };
  points.forEach((point, n) => {
    const before = points[n - 1];
    // A check that runs less often than a step is wide leaves steps empty; only several intervals without a result are a gap.
    if (before && point.at - before.at > 6 * stepMs && point.at - before.at > 3 * 3_600_000) put(before.at + stepMs, null);
    put(point.at, point);
  });
  return columns;
}

/** Grounds behind the line: rust where something failed, grey where nothing could be said. */
function grounds(points: readonly SeriesPoint[], stepMs: number) {
  return (plot: UPlot) => {
    const { ctx } = plot;
    const { top, height } = plot.bbox;
    const [down, unclear] = [colourOf('--down-soft'), colourOf('--line')];
    ctx.save();
    for (const { at, downs, unclears } of points) {
      if (downs + unclears === 0) continue;
      const left = plot.valToPos(at / 1000, 'x', true);
      const width = Math.max(2, plot.valToPos((at + stepMs) / 1000, 'x', true) - left);
      ctx.fillStyle = downs > 0 ? down : unclear;
      ctx.fillRect(left, top, width, height);
      if (downs > 0) {
        ctx.fillStyle = colourOf('--down');
        ctx.fillRect(left, top + height - 4, width, 4);
      }
    }
    ctx.restore();
  };
}

function options({ points, stepMs, from, to, zone, locale, labels }: PlotProps, width: number): UPlot.Options {
  const [ink, line, petrol] = [colourOf('--ink-2'), colourOf('--line'), colourOf('--petrol')];
  const font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const long = to - from > 2 * 86_400_000;
  const tick = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    ...(long ? { day: 'numeric', month: 'numeric' } : { hour: '2-digit', minute: '2-digit' }),
  });
  const whole = new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const ms = (value: number | null) => (value === null ? '–' : `${number.format(value)} ms`);
  const axis = { stroke: ink, font, grid: { stroke: line, width: 1 }, ticks: { stroke: line } };
  return {
    width,
    height: HEIGHT,
    tzDate: (at) => UPlot.tzDate(new Date(at * 1000), zone),
    scales: { x: { time: true, range: [from / 1000, to / 1000] }, y: { range: (_, __, max) => [0, Math.max(10, (max || 0) * 1.1)] } },
    cursor: { y: false },
    axes: [
      { ...axis, values: (_, splits) => splits.map((at) => tick.format(at * 1000)) },
      { ...axis, size: 64, values: (_, splits) => splits.map(ms) },
    ],
    series: [
      { label: labels.at, value: (_, at) => (at === null ? '–' : whole.format(at * 1000)) },
      { label: labels.low, stroke: line, width: 0, points: { show: false }, value: (_, value) => ms(value) },
      { label: labels.high, stroke: line, width: 0, points: { show: false }, value: (_, value) => ms(value) },
      { label: labels.mean, stroke: petrol, width: 2, points: { show: points.length < 60 }, value: (_, value) => ms(value) },
    ],
    bands: [{ series: [2, 1], fill: colourOf('--petrol-soft') }],
    hooks: { drawClear: [grounds(points, stepMs)] },
  };
}

/** The chart itself; loaded only where one is shown. Screen readers get the sentence and the table beside it. */
export default function Plot(props: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const target = place.current;
    if (!target) return;
    let plot: UPlot | undefined;
    const draw = () => {
      plot?.destroy();
      plot = new UPlot(options(props, target.clientWidth), columnsOf(props.points, props.stepMs), target);
    };
    draw();
    const resized = new ResizeObserver(() => plot?.setSize({ width: target.clientWidth, height: HEIGHT }));
    resized.observe(target);
    // Light or dark is an attribute of the page; the canvas must be painted anew.
    const recoloured = new MutationObserver(draw);
    recoloured.observe(document.documentElement, { attributes: true, attributeFilter: ['data-mantine-color-scheme'] });
    return () => {
      resized.disconnect();
      recoloured.disconnect();
      plot?.destroy();
    };
  }, [props]);
  return <div ref={place} className={css['chart']} aria-hidden="true" />;
}
