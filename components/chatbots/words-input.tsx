"use client";

import { type ComponentProps, useState } from "react";
import { Input } from "@/components/ui/input";
import { wordsIn } from "./draft";

type Props = Omit<ComponentProps<typeof Input>, "value" | "onChange"> & { words: string[]; onWords: (words: string[]) => void };

/** Words with commas between them; what is typed stays as it is typed. */
export function WordsInput({ words, onWords, ...control }: Props) {
	const [typed, setTyped] = useState(() => words.join(", "));
	return (
		<Input
			{...control}
			autoCapitalize="none"
			value={typed}
			onChange={(event) => {
				setTyped(event.target.value);
				onWords(wordsIn(event.target.value));
			}}
		/>
	);
}
