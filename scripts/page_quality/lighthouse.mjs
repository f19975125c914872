/**
 * Runs Lighthouse on pages and writes what it found as JSON, a line a run.
 *
 * node lighthouse.mjs '{"chrome": PATH, "flags": [...], "url": BASE, "pages": [...], "runs": 3,
 * "categories": [...], "audits": [...]}'
 */

import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const { audits, categories, chrome: chromePath, flags, pages, runs, url } = JSON.parse(
  process.argv[2],
);
const chrome = await launch({ chromePath, chromeFlags: ['--headless=new', ...flags] });
try {
  for (const page of pages) {
    for (let run = 0; run < runs; run += 1) {
      const found = await lighthouse(url + page, {
        port: chrome.port,
        logLevel: 'error',
        onlyCategories: categories,
        onlyAudits: audits.length ? audits : undefined,
      });
      if (!found) throw new Error(`expected a report on ${page}, found none`);
      console.log(JSON.stringify(summary(page, found.lhr)));
    }
  }
} finally {
  await chrome.kill();
}

/**
 * @param {string} page
 * @param {import('lighthouse').Result} result
 */
function summary(page, result) {
  if (result.runtimeError) throw new Error(`${page}: ${result.runtimeError.message}`);
  const scores = Object.fromEntries(
    Object.values(result.categories).map(({ id, score }) => [id, score]),
  );
  const wanting = Object.values(result.categories).flatMap(({ auditRefs, id }) =>
    auditRefs
      .filter(({ weight }) => weight > 0 && id !== 'performance')
      .map((each) => result.audits[each.id])
      .filter(({ score }) => score !== null && score < 1)
      .map((audit) => `${audit.id}: ${audit.title}`),
  );
  const values = Object.fromEntries(
    Object.values(result.audits)
      .filter(({ numericValue }) => numericValue !== undefined)
      .map(({ id, numericValue }) => [id, numericValue]),
  );
  const { benchmarkIndex } = result.environment;
  return { page, scores, wanting, values, benchmarkIndex, version: result.lighthouseVersion };
}
