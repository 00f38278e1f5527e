import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import type { ExceedancePoint } from '../exceedance.ts';
import css from './compare.module.css';

const HEIGHT = 230;
const colourOf = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

type CurveProps = {
  readonly points: readonly ExceedancePoint[];
  readonly labels: { readonly loss: string; readonly share: string };
  readonly euro: (amount: number) => string;
  readonly percent: (share: number) => string;
};

function options({ labels, euro, percent }: CurveProps, width: number): UPlot.Options {
  const [ink, line, petrol] = [colourOf('--ink-2'), colourOf('--line'), colourOf('--petrol')];
  const font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const axis = { stroke: ink, font, grid: { stroke: line, width: 1 }, ticks: { stroke: line } };
  return {
    width,
    height: HEIGHT,
    scales: { x: { time: false }, y: { range: [0, 1] } },
    cursor: { y: false },
    axes: [
      { ...axis, space: 90, values: (_, splits) => splits.map(euro) },
      { ...axis, size: 56, values: (_, splits) => splits.map(percent) },
    ],
    series: [
      { label: labels.loss, value: (_, value) => (value === null ? '–' : euro(value)) },
      {
        label: labels.share,
        stroke: petrol,
        width: 2,
        fill: colourOf('--petrol-soft'),
        points: { show: false },
        value: (_, value) => (value === null ? '–' : percent(value)),
      },
    ],
  };
}

/** The loss-exceedance curve; loaded only where it is shown. Screen readers get the table beside it. */
export default function Curve(props: CurveProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const target = place.current;
    if (!target) return;
    let plot: UPlot | undefined;
    const data: UPlot.AlignedData = [props.points.map(({ loss }) => loss), props.points.map(({ share }) => share)];
    const draw = () => {
      plot?.destroy();
      plot = new UPlot(options(props, target.clientWidth), data, target);
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
  return <div ref={place} className={css['plot']} aria-hidden="true" />;
}
