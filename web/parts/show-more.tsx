import { useWords } from '../words/words.js';

/** The way to the next page of a list, where there is one. */
export function ShowMore({ of }: { of: { hasNextPage: boolean; fetchNextPage(): unknown } }) {
  return of.hasNextPage && <MoreButton onMore={() => void of.fetchNextPage()} />;
}

/** The button beneath a list that goes on. */
export function MoreButton({ onMore }: { onMore(): void }) {
  const { say } = useWords();
  return (
    <p className="empty">
      <button type="button" className="text-button" onClick={onMore}>
        {say('web.showMore')}
      </button>
    </p>
  );
}
