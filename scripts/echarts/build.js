// Writes kg/view/assets/echarts.js, and beside the lock the versions and the digest of what was written.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const ASSET = "../../kg/view/assets/echarts.js";
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
const versions = { echarts: version("echarts"), zrender: version("zrender"), esbuild: version("esbuild") };

const result = await build({
  entryPoints: ["parts.js"], bundle: true, minify: true, format: "iife", globalName: "echarts", charset: "utf8",
  target: "es2020", legalComments: "none", write: false,
  banner: {
    js: `/*! Apache ECharts ${versions.echarts} (Apache-2.0), with zrender ${versions.zrender} (BSD-3-Clause) and tslib (0BSD): ` +
      "the parts of scripts/echarts/parts.js. Notices: kg/view/assets/NOTICE.txt */",
  },
});
// Nothing in it may end the script element that it stands in.
const text = result.outputFiles[0].text.replaceAll("</script", "<\\/script");
writeFileSync(ASSET, text);
const sha256 = createHash("sha256").update(text).digest("hex");
writeFileSync("built.json", JSON.stringify({ ...versions, sha256 }, null, 2) + "\n");
console.log(`${ASSET}: ${text.length} characters, sha256 ${sha256}`);
