/** What the section `changelog` says where it says nothing. Apart from the schema, which takes long to load. */
export const changelogDefaults = {
  file: 'CHANGELOG.md', scopes: 'inline', others: true, contributors: false, splitSquash: false, prereleases: 'collect', releaseYml: true,
} as const
