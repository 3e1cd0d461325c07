import { rolesIn } from './roles.ts';

/** Turns of phrase by which a text instructs a model. Each is linear; all are tried on the head of the text only. */
const ADDRESSES = [
  /\byou(?: are|'re|’re) (?:an?|the|now|going to|given|tasked|responsible|provided|asked|expected|being|acting|evaluating|validating|reviewing|judging|analy[sz]ing|grading|writing|working|helping|able to)\b/i,
  /\byou (?:will|must|should|can|have to) (?:be given|receive|only|always|never|not|answer|respond|use|return|output|help|call|extract|generate|analy[sz]e)\b/i,
  /\byour (?:task|job|role|goal|objective|mission|answer|response|output|reply) (?:is|should|must|will)\b/i,
  /\b(?:answer|respond to) the (?:\w+ )?(?:question|query|user|following)\b/i,
  /\bgiven the (?:\w+ ){0,3}(?:context|question|text|conversation|document|answer|history|below|above|following|passage|input)\b/i,
  /\bgiven below (?:is|are)\b|\byou have received\b/i,
  /\b(?:act|behave) as an? \w+/i,
  /\b(?:summari[sz]e|classify|translate|rewrite|extract|generate|rate|evaluate|write) (?:the|a|an|this|these|each|all|from)\b[^.\n]{0,80}[{<:]/i,
  /\b(?:respond|reply|return|answer|output) (?:only|with only|in|with) (?:a |the |valid )?(?:json|yaml|markdown|code|one|yes|no)\b/i,
  /\bdo not (?:include|make up|hallucinate|explain|mention|reveal|answer)\b/i,
  /\bhelpful (?:\w+ ){0,2}assistant\b/i,
  /(?:你是|请根据|您是|あなたは)/,
];
const CHAT_LOOP = /\{%-?\s{0,8}for\s+(?:message|msg|m|turn)\b/;
const MARKUP = /<\|[a-z_]{2,30}\|>/;
const LOOKED_AT = 20_000;

/** True when a text reads as if it were written for a model. */
export function addressesModel(text: string): boolean {
  const head = text.slice(0, LOOKED_AT);
  return ADDRESSES.some((phrase) => phrase.test(head)) || CHAT_LOOP.test(head) || MARKUP.test(head) || rolesIn(head).length > 0;
}

/** How files in other languages begin that people template too: markup, manifests, scripts, queries, server configuration. */
const OTHER_LANGUAGES = [
  /^<(?:!doctype|html|head|body|div|table|span|p|ul|form|\?xml|mjml|svg)\b/i,
  /^(?:- (?:hosts|name|import_\w+)\b|(?:apiVersion|kind|version|services|hosts|on|jobs|stages|image|global)\s*:)/,
  /^#!\s*\//,
  /^(?:FROM|SELECT|CREATE|INSERT|WITH|ALTER|DROP|UPDATE)\s+[\w*{"`[(]/,
  /^(?:server|upstream|location|http|events)\b[^\n]{0,80}\{\s*$/,
  /^\[[a-z][\w.-]{1,60}\]\s*$/,
  /^(?:import|package|using|const|public class|def|func|resource|variable)\s["\w{.]/,
];
/** Lines that say nothing about the language: blank ones, comments and template statements. */
const SILENT = /^(?:$|---$|#(?!!)|\{#|\{%|\/\/)/;

/** True when a template begins as something other than words for a model, or holds a manifest further down. */
export function readsAsCode(text: string): boolean {
  const head = text.slice(0, 2000);
  const first = head.split('\n').map((line) => line.trim()).find((line) => !SILENT.test(line)) ?? '';
  return OTHER_LANGUAGES.some((shape) => shape.test(first)) || /^(?:apiVersion|kind): /m.test(head);
}

/** Words of running text; two Han or Kana characters count as one word, as those scripts write no spaces. */
export function countWords(text: string): number {
  let words = 0;
  for (const token of text.replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,2}/gu, ' 一 ').split(/\s+/)) if (/[\p{L}\p{N}]/u.test(token)) words += 1;
  return words;
}
