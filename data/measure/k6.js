// A scenario of Assay as a load for k6: k6 run FILE, and then assay import the summary that it leaves. Written by assay export-k6;
// what differs from one scenario to the other is the plan alone. Types are those of pkg:npm/@types/k6; k6 doesn't look at them.
import http from 'k6/http';
import crypto from 'k6/crypto';
import { check, fail } from 'k6';

/** @typedef {import('k6/http').Response} Response */

/** @type {{ scenario: string, server: string, seconds: number, generators: number, summary?: string,
 *           request: { method: string, path: string, headers?: Record<string, string>, body?: string },
 *           expect: { status: number, type?: string, encoding?: string, body?: string, sha256?: string, json: boolean },
 *           scenarios: Record<string, import('k6/options').Scenario> }} */
const plan = @PLAN@;

const server = (__ENV.SERVER || plan.server).replace(/\/+$/, '');
/** @type {import('k6/http').Params} */
const parameters = { headers: plan.request.headers || {}, responseType: plan.expect.sha256 ? 'binary' : 'text', redirects: 0 };

http.setResponseCallback(http.expectedStatuses(plan.expect.status));

/** @param {string} metric */
const ofLoad = (metric) => `${metric}{scenario:load}`;

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: plan.scenarios,
  summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(75)', 'p(90)', 'p(95)', 'p(99)', 'p(99.9)', 'count'],
  // The first three always hold: they have k6 keep the figures of the load apart from those of the warm-up.
  thresholds: {
    [ofLoad('http_req_duration')]: ['max>=0'],
    [ofLoad('http_reqs')]: ['count>=0'],
    [ofLoad('http_req_failed')]: ['rate>=0'],
    checks: ['rate==1'],
  },
};

function ask () {
  return http.request(plan.request.method, server + plan.request.path, plan.request.body || null, parameters);
}

/** @type {(response: Response, name: string) => string} */
const header = (response, name) => (response.headers[name] || '').split(';')[0].trim().toLowerCase();

/** Frameworks space and order JSON differently: values are compared. @type {(value: any) => any} */
function ordered (value) {
  if (Array.isArray(value))
    return value.map(ordered);
  if (value === null || typeof value !== 'object')
    return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, ordered(value[key])]));
}

/** @param {Response['body']} body  null where the connection broke within it */
function isBody (body) {
  const expected = plan.expect;

  if (expected.sha256)
    return body !== null && crypto.sha256(body, 'hex') === expected.sha256;
  if (!expected.body)
    return true;
  if (!expected.json || typeof body !== 'string')
    return body === expected.body;
  try {
    return JSON.stringify(ordered(JSON.parse(body))) === JSON.stringify(ordered(JSON.parse(expected.body)));
  } catch (_) {
    return false;
  }
}

/** Why the answer isn't the expected one, or ''. @param {Response} response */
function mistake (response) {
  if (response.status !== plan.expect.status)
    return `status ${response.status}, not ${plan.expect.status}`;
  if (plan.expect.type && header(response, 'Content-Type') !== plan.expect.type.toLowerCase())
    return `type “${header(response, 'Content-Type')}”, not “${plan.expect.type}”`;
  if (header(response, 'Content-Encoding') !== (plan.expect.encoding || ''))
    return `encoding “${header(response, 'Content-Encoding')}”, not “${plan.expect.encoding || ''}”`;
  return isBody(response.body) ? '' : 'another body than the expected one';
}

// Before anything is timed.
export function setup () {
  const reason = mistake(ask());

  if (reason)
    fail(`${plan.scenario}: ${reason}`);
}

/** The text that was compared once and is as expected: the next ones cost the generator less. @type {string | null} */
let right = null;

/** @param {Response} response */
function isRight (response) {
  if (right !== null && response.status === plan.expect.status && response.body === right)
    return true;
  if (mistake(response))
    return false;
  right = typeof response.body === 'string' ? response.body : null;
  return true;
}

export default function () {
  check(ask(), { 'the expected answer': isRight });
}

/** What can't be a figure is none: wrong answers, and planned requests that were not sent. @param {Record<string, any>} metrics */
function refusal (metrics) {
  const wrong = metrics.checks ? metrics.checks.values.fails : 0;
  const dropped = metrics.dropped_iterations ? metrics.dropped_iterations.values.count : 0;

  if (!metrics.checks || !metrics[ofLoad('http_reqs')] || !(metrics[ofLoad('http_reqs')].values.count > 0))
    return 'nothing was asked';
  if (wrong > 0)
    return `${wrong} answers were not the expected one`;
  return dropped > 0 ? `${dropped} planned requests were not sent: the rate was not held` : '';
}

/** @param {{ metrics: Record<string, any> }} data */
export function handleSummary (data) {
  const reason = refusal(data.metrics);
  /** @type {Record<string, any>} */
  const metrics = {};

  if (reason)
    return { stderr: `${plan.scenario}: no summary: ${reason}\n` };
  for (const name of ['http_req_duration', 'http_req_failed', 'http_reqs'])
    metrics[name] = data.metrics[ofLoad(name)];
  if (data.metrics.vus_max)
    metrics.vus_max = data.metrics.vus_max;
  // k6 divides by the whole run, warm-up and all. One of several generators sends a part, and its rate would be taken for the whole.
  metrics.http_reqs = { type: 'counter', contains: 'default', values: { count: metrics.http_reqs.values.count } };
  if (plan.generators === 1)
    metrics.http_reqs.values.rate = metrics.http_reqs.values.count / plan.seconds;

  const text = `${JSON.stringify({ metrics, state: { testRunDurationMs: 1000 * plan.seconds }, scenario: plan.scenario })}\n`;
  return plan.summary ? { [plan.summary]: text, stdout: `${plan.scenario}: ${plan.summary}\n` } : { stdout: text };
}
