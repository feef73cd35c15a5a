using Psa.Adjustments;
using Psa.Invoices;
using Psa.Testing;
using static Psa.Domain.Tests.Adjustments.AdjustmentDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>Several callers at the same moment, each with a session of its own: what was billed too much is given back once.</summary>
public sealed class AdjustmentRaceTests
{
    private const int Callers = 4;

    private static int Rounds => Depth.Of(10, 200);

    [Fact]
    public async Task The_same_lines_are_adjusted_once()
    {
        for (var n = 0; n < Rounds; n++)
        {
            var desk = await OpenAsync();
            await desk.PerformAsync(n % 2 == 0 ? 80m : 130m);
            var content = await desk.AllAsync();

            // each says something of its own, so that none is the other's answer
            var codes = await AtOnceAsync(caller => desk.CreateAsync(content with { Text = $"by {caller}" }));

            Assert.Equal([null, .. Enumerable.Repeat(AdjustmentErrors.Changed, Callers - 1)], codes);
            Assert.Empty(await desk.OfferAsync());
            Assert.Single((await desk.Adjustments.ListAsync(desk.World.Actor, new(), new(), Token)).Items);
        }
    }

    [Fact]
    public async Task The_same_adjustment_is_made_once_and_answers_all()
    {
        for (var n = 0; n < Rounds; n++)
        {
            var desk = await OpenAsync();
            await desk.PerformAsync(n % 2 == 0 ? 100m : 80m);
            var content = await desk.AllAsync();

            Assert.All(await AtOnceAsync(_ => desk.CreateAsync(content)), Assert.Null);

            Assert.Single((await desk.Adjustments.ListAsync(desk.World.Actor, new(), new(), Token)).Items);
        }
    }

    [Fact]
    public async Task An_adjustment_and_a_credit_note_never_give_back_the_same()
    {
        for (var n = 0; n < Rounds; n++)
        {
            var desk = await OpenAsync();
            await desk.PerformAsync(20m);
            var (content, invoice) = (await desk.AllAsync(), await desk.InvoiceAsync());

            // 80.00 and 100.00 of 100.00
            var codes = await AtOnceAsync(caller => caller == 0 ? desk.CreateAsync(content) : caller == 1 ? desk.CreditAsync(invoice, 100m) : Task.CompletedTask);

            Assert.Single(codes, static code => code is AdjustmentErrors.ExceedsBilled or AdjustmentErrors.Changed or CreditNoteErrors.ExceedsBilled or CreditNoteErrors.ExceedsBorne);
            var left = (await desk.World.CreditNotes.CreditableAsync(desk.World.Actor, invoice.Id, Token)).TotalWithTax;
            Assert.True(left == Eur(0m) || left == Eur(24m), $"{left}");
            Assert.DoesNotContain(
                await PageRequest.AllAsync(page => desk.World.Invoices.ListAsync(desk.World.Actor, new(), page, Token), Token).ToListAsync(Token), static document => document.Totals.TotalWithTax.IsZero);
        }
    }

    [Fact]
    public async Task An_adjustment_is_canceled_or_its_credit_note_issued()
    {
        for (var n = 0; n < Rounds; n++)
        {
            var desk = await OpenAsync();
            await desk.PerformAsync(80m);
            var made = await desk.AdjustAsync();

            var codes = await AtOnceAsync(caller => caller == 0 ? desk.CancelAsync(made) : caller == 1 ? IssueAsync(desk, made) : Task.CompletedTask);

            Assert.Single(codes, static code => code is AdjustmentErrors.Billed or "gone");
            var isCanceled = (await desk.Adjustments.FindAsync(desk.World.Actor, made.Id, Token))!.Status == AdjustmentStatus.Canceled;
            Assert.Equal(isCanceled ? 100m : 80m, await desk.BorneAsync());
            Assert.Equal(isCanceled ? 2 : 0, (await desk.OfferAsync()).Count);
        }
    }

    private static async Task IssueAsync(AdjustmentDesk desk, Adjustment made)
    {
        try
        {
            await desk.IssueAsync(made.Documents[0]);
        }
        catch (EntityNotFoundException)
        {
            throw new RuleViolationException("gone", "The draft is gone.");
        }
    }

    // the code of each refusal, in their order, nothing first
    private static async Task<List<string?>> AtOnceAsync(Func<int, Task> call)
    {
        using var start = new SemaphoreSlim(0);
        var calls = Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            await start.WaitAsync(Token);
            try
            {
                await call(caller);
                return null;
            }
            catch (PsaException refused)
            {
                return refused.Code;
            }
        })).ToList();
        start.Release(Callers);
        return [.. (await Task.WhenAll(calls)).Order(StringComparer.Ordinal)];
    }
}
