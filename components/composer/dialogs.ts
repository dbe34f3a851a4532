"use client";

import { onDemand } from "@/components/ui/on-demand";

const close = { onFail: ({ onClose }: { onClose: () => void }) => onClose() };

// Wanted seldom: loaded then.
export const AnsweredDialog = onDemand(() => import("./answered-dialog").then((loaded) => loaded.AnsweredDialog), { onFail: ({ onLook }) => onLook() });
export const ScheduleDialog = onDemand(() => import("./schedule-dialog").then((loaded) => loaded.ScheduleDialog), close);
export const WritingDialog = onDemand(() => import("./writing-dialog").then((loaded) => loaded.WritingDialog), close);
export const TranslateDialog = onDemand(() => import("@/components/translation/translate-dialog").then((loaded) => loaded.TranslateDialog), close);
