import { enhanceBack } from "./enhance/back.ts";
import { enhanceChecks } from "./enhance/check.ts";
import { enhanceCopying } from "./enhance/copy.ts";
import { enhanceNumbering } from "./enhance/numbering.ts";
import { enhanceOnce } from "./enhance/once.ts";
import { enhancePasswords } from "./enhance/password.ts";
import { enhancePrinting } from "./enhance/print.ts";
import { enhanceReading } from "./enhance/reading.ts";
import { enhanceReadingPlace } from "./enhance/reading-place.ts";
import { enhanceSelfAssessments } from "./enhance/self-assessment.ts";
import { enhanceSitting } from "./enhance/sitting.ts";
import { enhanceVignettes } from "./enhance/vignette.ts";
import { enhanceWaiting } from "./enhance/waiting.ts";
import { enhanceWriting } from "./enhance/writing.ts";

// The whole script of a learner's page. Every page works without it; each module says what it adds and by which
// data- attribute it finds its place. No framework, no inline script, no request to any other host.
enhanceBack();
const sending = enhanceWaiting();
enhanceChecks();
enhanceVignettes();
enhanceNumbering();
enhanceSitting(sending);
enhanceSelfAssessments();
enhanceReading(sending);
enhanceWriting();
enhanceReadingPlace();
enhanceCopying();
enhancePasswords();
enhancePrinting();
// Last, so that it sees which forms another module has taken over.
enhanceOnce();
