// Reads [{name, text, parameters: {}}, ...] as JSON from stdin and writes [{name, line, severity, message}, ...]: what
// Neo4j's own language server remarks. Severity 1 is an error, 2 a warning, such as of a deprecated form.
const { readFileSync } = require('node:fs');
const { lintCypherQuery } = require('@neo4j-cypher/language-support');

const remarks = JSON.parse(readFileSync(0, 'utf8')).flatMap(({ name, text, parameters }) =>
  lintCypherQuery(text, { parameters, defaultLanguage: 'CYPHER 5' }).diagnostics.map(({ range, severity, message }) =>
    ({ name, line: range.start.line + 1, severity, message })));
process.stdout.write(JSON.stringify(remarks));
