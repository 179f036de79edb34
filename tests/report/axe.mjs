// Opens a report in headless Chromium and prints, as JSON, what axe finds at each width and in
// each colour scheme, with every table open. Arguments: the browser, the report.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.cwd() + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [browserPath, report] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: browserPath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
});
const results = [];
for (const width of [1280, 320]) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      colorScheme,
      bypassCSP: true, // axe itself is a script
    });
    const page = await context.newPage();
    const requests = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(report).href);
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
    const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
    await page.addScriptTag({ content: axe });
    const found = await page.evaluate(() =>
      window.axe.run({
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        resultTypes: ["violations"],
      }),
    );
    const violations = found.violations.map((v) => `${v.id}: ${v.nodes[0].target}`);
    results.push({ width, colorScheme, scrollWidth, requests: requests.length, violations });
    await context.close();
  }
}
await browser.close();
console.log(JSON.stringify(results));
