"use client";

import dynamic from "next/dynamic";

// Wanted seldom: loaded then.
export const AnsweredDialog = dynamic(() => import("./answered-dialog").then((loaded) => loaded.AnsweredDialog), { ssr: false });
export const ScheduleDialog = dynamic(() => import("./schedule-dialog").then((loaded) => loaded.ScheduleDialog), { ssr: false });
export const WritingDialog = dynamic(() => import("./writing-dialog").then((loaded) => loaded.WritingDialog), { ssr: false });
