/** In the browser: the page that is there comes alive. */
import { hydrate } from 'preact';
import type { Report } from '../../model/report.ts';
import { Page } from '../page.tsx';
import './style/index.css';

const text = document.getElementById('report')?.textContent;
const place = document.getElementById('page');
if (text && place) {
  document.documentElement.classList.add('live');
  hydrate(<Page report={JSON.parse(text) as Report} />, place);
}
