// Written by `npm run generate` from the files of core/src/rules. Do not edit.
import genGitDirForm from './gen-git-dir-form.ts'
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
import tmplBracketIndex from './tmpl-bracket-index.ts'
import tmplDefaultWithMissingkey from './tmpl-default-with-missingkey.ts'
import tmplDotWithoutGotemplate from './tmpl-dot-without-gotemplate.ts'
import tmplFieldOfString from './tmpl-field-of-string.ts'
import tmplForbiddenFunction from './tmpl-forbidden-function.ts'
import tmplFunctionWithoutGotemplate from './tmpl-function-without-gotemplate.ts'
import tmplHelmFunction from './tmpl-helm-function.ts'
import tmplHyphenKey from './tmpl-hyphen-key.ts'
import tmplMapPrinted from './tmpl-map-printed.ts'
import tmplNoDotWithGotemplate from './tmpl-no-dot-with-gotemplate.ts'
import tmplNonStringField from './tmpl-non-string-field.ts'
import tmplSplitControl from './tmpl-split-control.ts'
import tmplStringMap from './tmpl-string-map.ts'
import tmplSyntax from './tmpl-syntax.ts'
import tmplUndefinedVariable from './tmpl-undefined-variable.ts'
import tmplUnknownFunction from './tmpl-unknown-function.ts'
import tmplUnknownParam from './tmpl-unknown-param.ts'
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
  genGitDirForm,
  tmplBracketIndex,
  tmplDefaultWithMissingkey,
  tmplDotWithoutGotemplate,
  tmplFieldOfString,
  tmplForbiddenFunction,
  tmplFunctionWithoutGotemplate,
  tmplHelmFunction,
  tmplHyphenKey,
  tmplMapPrinted,
  tmplNoDotWithGotemplate,
  tmplNonStringField,
  tmplSplitControl,
  tmplStringMap,
  tmplSyntax,
  tmplUndefinedVariable,
  tmplUnknownFunction,
  tmplUnknownParam,
]
