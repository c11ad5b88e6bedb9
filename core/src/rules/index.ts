// Written by `npm run generate` from the files of core/src/rules. Do not edit.
import type { Rule } from './rule.ts'
import schemaApiVersion from './schema-api-version.ts'
import schemaDeprecated from './schema-deprecated.ts'
import schemaEnum from './schema-enum.ts'
import schemaMetadata from './schema-metadata.ts'
import schemaMisplacedField from './schema-misplaced-field.ts'
import schemaPattern from './schema-pattern.ts'
import schemaRequired from './schema-required.ts'
import schemaRuntimeField from './schema-runtime-field.ts'
import schemaType from './schema-type.ts'
import schemaUnknownField from './schema-unknown-field.ts'
import schemaUnknownKind from './schema-unknown-kind.ts'
import schemaUnquotedScalar from './schema-unquoted-scalar.ts'
import schemaVersionSkew from './schema-version-skew.ts'
import yamlAliasUndefined from './yaml-alias-undefined.ts'
import yamlDuplicateKey from './yaml-duplicate-key.ts'
import yamlMissingDocumentSeparator from './yaml-missing-document-separator.ts'
import yamlNullSection from './yaml-null-section.ts'
import yamlSyntax from './yaml-syntax.ts'
import yamlTabIndent from './yaml-tab-indent.ts'
import yamlTemplateQuoteClash from './yaml-template-quote-clash.ts'
import yamlUnindentedBlock from './yaml-unindented-block.ts'
import yamlUnquotedTemplate from './yaml-unquoted-template.ts'

/** Every rule, in the order in which they are asked. */
export const rules: readonly Rule[] = [
  yamlAliasUndefined,
  yamlDuplicateKey,
  yamlMissingDocumentSeparator,
  yamlNullSection,
  yamlTabIndent,
  yamlTemplateQuoteClash,
  yamlUnindentedBlock,
  yamlUnquotedTemplate,
  yamlSyntax,
  schemaApiVersion,
  schemaDeprecated,
  schemaEnum,
  schemaMetadata,
  schemaMisplacedField,
  schemaPattern,
  schemaRequired,
  schemaRuntimeField,
  schemaType,
  schemaUnknownField,
  schemaUnknownKind,
  schemaUnquotedScalar,
  schemaVersionSkew,
]
