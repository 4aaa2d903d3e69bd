// MY CUSTOM RULES - do not lose
export default [{ rules: { "no-console": "error", "eqeqeq": "error" } }];
