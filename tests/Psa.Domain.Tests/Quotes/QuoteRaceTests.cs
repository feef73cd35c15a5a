using Psa.Events;
using Psa.Quotes;
using Psa.Testing;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Quotes;

/// <summary>Sessions of their own revise, discard and close one quote at the same moment: exactly one succeeds, and the others hear why not.</summary>
public sealed class QuoteRaceTests
{
    private const int Callers = 4;

    // CI plays twenty, a deep run two hundred
    private static int Rounds => Depth.Of(20, 200);

    public static TheoryData<string> Stores { get; } = ["memory", "sqlite", "postgresql"];

    [Theory]
    [MemberData(nameof(Stores))]
    [Trait("vector", "quote-two-revise")]
    public async Task One_session_revises(string store)
    {
        var desk = await OpenAsync(store);
        for (var round = 0; round < Rounds; round++)
        {
            var first = await desk.ActiveAsync(ALine());
            first = round % 2 == 0 ? first : (await desk.Quotes.LoseAsync(Ann, first.Id, "No", Token)).Quote;
            var codes = await AtOnceAsync(() => desk.Quotes.ReviseAsync(Ann, first.Id, Token));
            Assert.Single(codes, static code => code is null);
            Assert.All(codes, static code => Assert.True(code is null or QuoteErrors.Superseded or QuoteErrors.LiveRevision, code));
            var revisions = await desk.Quotes.RevisionsAsync(Ann, first.Id, Token);
            Assert.Equal([(1, QuoteStatus.Draft), (0, round % 2 == 0 ? QuoteStatus.Revised : QuoteStatus.Lost)], revisions.AsEnumerable().Select(quote => (quote.Revision, quote.Status)));
            Assert.Equal(1, revisions[1].Revisions);
        }

        Assert.Equal(Rounds, (await desk.EventsAsync(EventKinds.QuoteRevised)).Count);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task One_session_discards(string store)
    {
        var desk = await OpenAsync(store);
        for (var round = 0; round < Rounds; round++)
        {
            var first = await desk.ActiveAsync(ALine());
            var second = await desk.Quotes.ReviseAsync(Ann, first.Id, Token);
            var codes = await AtOnceAsync(() => desk.Quotes.DiscardAsync(Ann, second.Id, Token));
            Assert.Single(codes, static code => code is null);
            Assert.Equal(Callers - 1, codes.Count(static code => code == PsaErrors.NotFound));
            Assert.Equal((0, QuoteStatus.Active), (await desk.Quotes.RevisionsAsync(Ann, first.Id, Token)).AsEnumerable().Select(quote => (quote.Revision, quote.Status)).Single());
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_draft_is_activated_or_discarded(string store)
    {
        var desk = await OpenAsync(store);
        for (var round = 0; round < Rounds; round++)
        {
            var first = await desk.ActiveAsync(ALine());
            var (second, n) = (await desk.Quotes.ReviseAsync(Ann, first.Id, Token), 0);
            var codes = await AtOnceAsync(() => Interlocked.Increment(ref n) % 2 == 0 ? desk.Quotes.DiscardAsync(Ann, second.Id, Token) : Nullable(desk.Quotes.ActivateAsync(Ann, second.Id, Token)));
            Assert.Single(codes, static code => code is null);
            Assert.All(codes, static code => Assert.True(code is null or PsaErrors.NotFound or QuoteErrors.NotDraft, code));
            var live = Assert.Single((await desk.Quotes.RevisionsAsync(Ann, first.Id, Token)).AsEnumerable(), static quote => quote.Status == QuoteStatus.Active);
            Assert.Contains(live.Id, new[] { first.Id, second.Id });
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task It_is_revised_or_lost(string store)
    {
        var desk = await OpenAsync(store);
        for (var round = 0; round < Rounds; round++)
        {
            var (first, n) = (await desk.ActiveAsync(ALine()), 0);
            await AtOnceAsync(() => Interlocked.Increment(ref n) % 2 == 0 ? LostAsync(desk, first) : desk.Quotes.ReviseAsync(Ann, first.Id, Token));

            // who loses it first leaves it to be revised; who revises it first leaves nothing to lose
            var revisions = await desk.Quotes.RevisionsAsync(Ann, first.Id, Token);
            Assert.Equal([1, 0], revisions.AsEnumerable().Select(static quote => quote.Revision));
            Assert.Contains(revisions[1].Status, new[] { QuoteStatus.Revised, QuoteStatus.Lost });
        }
    }

    private static async Task<Quote> LostAsync(AQuoteDesk desk, Quote quote) => (await desk.Quotes.LoseAsync(Ann, quote.Id, "No", Token)).Quote;

    private static async Task<Quote?> Nullable(Task<Quote> call) => await call;

    private static async Task<string?[]> AtOnceAsync<T>(Func<Task<T>> call)
    {
        using var start = new SemaphoreSlim(0, Callers);
        var calls = Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            await start.WaitAsync(Token);
            try
            {
                await call();
                return (string?)null;
            }
            catch (PsaException refusal)
            {
                return refusal.Code;
            }
        })).ToList();
        start.Release(Callers);
        return await Task.WhenAll(calls);
    }
}
