using Psa.Samples.BillingRun.Worlds;
using Psa.Samples.Tests.Recomputed;
using Psa.Testing;

namespace Psa.Samples.Tests;

public sealed class ShippedCompanyTests : IDisposable
{
    private readonly SampleRun _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task Every_customer_is_billed_what_was_worked_out_by_hand()
    {
        var document = await _sample.BillAsync();
        var nets = document.Nets();
        var expected = SampleCompany.Cases
            .Select((one, place) => (Key: (SampleCompany.NumberOf(place), one.Currency.Code), one.Expected))
            .Where(one => one.Expected.Length > 0)
            .ToDictionary(one => one.Key, one => Fraction.Parse(one.Expected));
        Assert.Equal(expected, nets);
        Billed.RequireSound(document);
    }

    [Fact]
    public async Task Every_customer_is_billed_what_its_facts_give_day_by_day()
    {
        var document = await _sample.BillAsync();
        Recomputed.Expected.Require(SampleCompany.Create(), document);
    }

    [Fact]
    public async Task Whoever_can_not_be_billed_is_named_with_the_reason_and_the_money_that_waits()
    {
        var document = await _sample.BillAsync();
        var expected = SampleCompany.Cases
            .Select((one, place) => (Customer: SampleCompany.NumberOf(place), Reason: one.Blocked?.ToString()))
            .Where(one => one.Reason is not null);
        var blocked = document.GetProperty("blocked").EnumerateArray().ToList();
        Assert.Equal(expected, blocked.Select(one => (one.Text("customer"), (string?)one.Text("reason"))));
        Assert.Equal(["250.00", "116.00", "0", "0", "3.00"], blocked.Select(one => one.Text("waiting")));
    }

    [Fact]
    public async Task The_story_has_all_its_chapters()
    {
        await _sample.BillAsync();
        var chapters = new[] { "Onboarding checklist", "Preview", "calculating", "Review", "blocked by", "Usage of the month", "Numbering", "issuing", "explained", "What becomes of", "nothing left to bill", "A quote becomes", "Hours are sold", "What was billed, beside" };
        var places = chapters.Select(chapter => _sample.Output.IndexOf(chapter, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public async Task What_becomes_of_an_invoice_is_told_again_and_done_once()
    {
        await _sample.BillAsync();
        var first = Chapter(_sample.Output);
        Assert.Contains("| 2026-04-16 | Reversal   | INV-2026-00002 |  118.76 |  211.56 |", first, StringComparison.Ordinal);
        await _sample.BillAsync();
        Assert.Equal(first, Chapter(_sample.Output));

        // another date than the company's own has nothing to follow
        using var other = new SampleRun();
        await other.BillAsync("--through", "2026-04-30");
        Assert.DoesNotContain("What becomes of", other.Output, StringComparison.Ordinal);

        static string Chapter(string output) => output[output.IndexOf("== What becomes of", StringComparison.Ordinal)..output.IndexOf("== The same run again", StringComparison.Ordinal)];
    }

    [Fact]
    public async Task Hours_adjustments_and_goods_are_told_again_and_billed_once()
    {
        await _sample.BillAsync();
        var first = Chapter(_sample.Output);
        Assert.Contains("| 2026-03-25 | Support            |  63.33 EUR | Invoiced |", first, StringComparison.Ordinal);
        Assert.Contains("charges 240.00 EUR.", first, StringComparison.Ordinal);
        Assert.Contains("credits 55.00 EUR.", first, StringComparison.Ordinal);

        // 10 at 182.00 and 35.00 of freight: 1855.00; 4 of them go to the van, and 3 of these to the customer, at 279.00
        Assert.Contains("worth 742.00 EUR.", first, StringComparison.Ordinal);
        Assert.Contains("bills 837.00 EUR for them; they cost 556.50 EUR, freight included: 280.50 EUR are earned.", first, StringComparison.Ordinal);
        await _sample.BillAsync();
        Assert.Equal(first, Chapter(_sample.Output));

        static string Chapter(string output) => output[output.IndexOf("== Hours are sold", StringComparison.Ordinal)..output.IndexOf("== Without procurement", StringComparison.Ordinal)];
    }

    [Fact]
    public async Task Goods_are_bought_kept_sent_and_taken_back_and_people_are_told_once()
    {
        await _sample.BillAsync();
        var first = Chapter(_sample.Output);

        // of 10 that came 4 went to the van and 3 of these to the ticket; 6 lie there for the 10 that are needed
        Assert.Equal(3, first.Count(line => line.EndsWith("feature.disabled.", StringComparison.Ordinal)));
        Assert.Contains("2 of them were kept for Q-0002: it is Lost, and they are free again.", first);
        Assert.Contains("8 are needed on the ticket and 2 on an order: PO-0003 buys the 4 that aren't there, due on 2026-03-20.", first);
        Assert.Contains("To pick: 10 from shelf B-12, for 2 who need them.", first);
        Assert.Contains("On 2026-03-31 DHL took one parcel, number JD014600003:", first);
        Assert.Contains("  8 Firewall, for the ticket", first);
        Assert.Contains("  2 Firewall, ordered", first);

        // 7 of 8 at 279.00, and 2 at 269.00
        Assert.Contains("Billed of the ticket: 1953.00 EUR.", first);
        Assert.Contains("Billed of the order: 538.00 EUR.", first);
        Assert.Contains("1 lies on the shelf: 4 are to be reordered.", first);
        Assert.Equal(
            [
                "Submitted", "Received", "Delivered", "ReservationReleased", "MinimumBreached", "NeedToOrder", "NeedToOrder", "Submitted", "Late", "Received", "Ready", "Ready", "Delivered", "Delivered", "ReturnRequested", "ReturnAuthorized",
                "ReturnReceived",
            ],
            first.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split('|')[1].Trim()).Skip(1));
        Assert.Contains(first, line => line.Contains("| Late ", StringComparison.Ordinal) && line.Contains("Mia Engineer, Pia Purchaser, Dana Director", StringComparison.Ordinal));

        // told again nothing is left to pick, and nobody is told anything again
        await _sample.BillAsync();
        Assert.Equal(first.Where(line => !line.StartsWith("To pick", StringComparison.Ordinal)), Chapter(_sample.Output));

        static List<string> Chapter(string output) =>
            [.. output[output.IndexOf("== Without procurement", StringComparison.Ordinal)..output.IndexOf("Everything is in", StringComparison.Ordinal)].ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())];
    }

    [Fact]
    public async Task The_readme_shows_what_it_prints()
    {
        await _sample.BillAsync();
        var readme = await File.ReadAllTextAsync(Path.Combine(Approved.Root, "samples", "Psa.Samples.BillingRun", "README.md"), TestContext.Current.CancellationToken);
        var shown = readme[readme.IndexOf("== Onboarding checklist", StringComparison.Ordinal)..readme.IndexOf("## Options", StringComparison.Ordinal)].Split("```")[0];
        var printed = Flat(_sample.Output);
        foreach (var line in shown.Split('\n').Where(line => !line.StartsWith("  C-", StringComparison.Ordinal)))
        {
            Assert.Contains(Flat(line), printed, StringComparison.Ordinal);
        }

        Assert.Contains($"Each of its {SampleCompany.Cases.Count} customers", readme, StringComparison.Ordinal);

        // long lines are broken where they are printed
        static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Nothing_but_text_is_written_to_a_file_or_pipe()
    {
        await _sample.BillAsync();
        Assert.DoesNotContain('\u001b', _sample.Output);
        Assert.Empty(_sample.Error);
    }

    [Fact]
    public async Task Billing_the_same_date_again_adds_nothing_and_lists_the_same_invoices()
    {
        var first = await _sample.BillAsync();
        var second = await _sample.BillAsync();
        Assert.Equal(first.Invoices().Count(), first.GetProperty("run").GetProperty("created").GetInt32());
        Assert.Equal(0, second.GetProperty("run").GetProperty("created").GetInt32());
        Assert.Equal(first.GetProperty("invoices").GetRawText(), second.GetProperty("invoices").GetRawText());
    }

    [Fact]
    public async Task Billing_month_by_month_comes_to_the_same_as_billing_at_once()
    {
        var month = await _sample.BillAsync("--through", "2026-02-28");
        var rest = await _sample.BillAsync("--through", "2026-03-31");
        var nets = month.Nets();
        foreach (var (key, net) in rest.Nets())
        {
            nets[key] = nets.GetValueOrDefault(key) + net;
        }

        using var other = new SampleRun();
        Assert.Equal((await other.BillAsync("--through", "2026-03-31")).Nets(), nets.Where(one => one.Value != 0).ToDictionary());
    }

    [Fact]
    public async Task The_document_has_the_promised_shape()
    {
        var document = await _sample.BillAsync();
        Assert.Equal(["run", "invoices", "blocked", "usage"], document.EnumerateObject().Select(one => one.Name));
        Assert.Equal(["id", "through", "created", "invoices", "lines"], document.GetProperty("run").EnumerateObject().Select(one => one.Name));
        var invoice = document.Invoices().First();
        Assert.Equal(["number", "customer", "currency", "issueDate", "lines", "net", "tax", "total", "payable"], invoice.EnumerateObject().Select(one => one.Name));
        Assert.Equal(
            ["source", "periodStart", "periodEnd", "quantity", "unitPrice", "net"],
            invoice.GetProperty("lines")[0].EnumerateObject().Select(one => one.Name));
        Assert.Equal(["rows", "imported", "rejected"], document.GetProperty("usage").EnumerateObject().Select(one => one.Name));
        Assert.Equal("2026-03-31", document.GetProperty("run").Text("through"));
    }
}
