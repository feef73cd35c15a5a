using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Psa.Catalog;
using Psa.Storage;

namespace Psa.AspNetCore.Tests;

public class RefusalTests
{
    private const string Secret = "secret of the database";

    private static readonly Guid Concerned = Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59");

    private static readonly Dictionary<string, (Exception Thrown, int Status)> Refusals = new(StringComparer.Ordinal)
    {
        ["not found"] = (new EntityNotFoundException("Contract", Concerned), 404),
        ["denied"] = (new PermissionDeniedException("Ann", "EditContracts", Concerned), 403),
        ["changed"] = (new ConcurrencyConflictException("Contract", Concerned, 1, 2), 409),
        ["duplicate"] = (new RuleViolationException(StoreErrors.Duplicate, "Taken.", Concerned), 409),
        ["not allowed"] = (new RuleViolationException(PsaErrors.ActionNotAllowed, "Not now.", Concerned), 409),
        ["rule"] = (new RuleViolationException(CatalogErrors.NoTaxTable, "No table.", Concerned), 422),
        ["invalid"] = (new ValidationFailedException([new(CatalogErrors.NoTaxTable, "No table.", "Items[3]"), new(PsaErrors.NotFound, "None.")], Concerned), 422),
        ["currencies"] = (new CurrencyMismatchException(Currency.EUR, Currency.USD), 422),
        ["incomplete"] = (new BillingInformationRequiredException(Concerned), 422),
        ["bad text"] = (new InvalidDataPsaException(MoneyErrors.BadText, "No amount."), 400),
        ["bad page"] = (new RuleViolationException(FilterErrors.BadPage, "No key."), 400),
        ["bad claims"] = (new InvalidDataPsaException(PsaErrors.BadClaims, "Who?"), 401),
        ["locked"] = (new StoreException(StoreErrors.Locked, Secret, null, Concerned), 503),
        ["tenant removal"] = (new StoreException(StoreErrors.TenantRemoval, Secret, null, Concerned), 503),
        ["unavailable"] = (new StoreException(StoreErrors.Unavailable, Secret, new InvalidOperationException(Secret)), 503),
        ["damaged"] = (new StoreException(StoreErrors.Malformed, Secret), 500),
    };

    public static TheoryData<string> Names => [.. Refusals.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_refusal_is_a_problem_with_its_code(string name)
    {
        var (thrown, expected) = Refusals[name];
        var refusal = (PsaException)thrown;
        await using var host = await Host.StartAsync(app => app.MapGet("/", IResult () => throw thrown));

        var (status, type, body) = await host.GetAsync("/");

        Assert.Equal((expected, "application/problem+json"), (status, type));
        Assert.Equal(expected, body.GetProperty("status").GetInt32());
        Assert.Equal(refusal.Code, body.GetProperty("code").GetString());
        Assert.Equal(refusal.Ids.ToString(), $"[{string.Join(", ", body.GetProperty("ids").EnumerateArray().Select(id => id.GetString()))}]");
        if (expected < 500)
        {
            Assert.Equal(refusal.Message, body.GetProperty("detail").GetString());
        }
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Nothing_of_a_store_or_of_a_bug_is_told(string environment)
    {
        await using var host = await Host.StartAsync(
            app =>
            {
                app.MapGet("/store", IResult () => throw Refusals["unavailable"].Thrown);
                app.MapGet("/bug", IResult () => throw new InvalidOperationException(Secret));
            },
            environment: environment);

        var (_, _, store) = await host.GetAsync("/store");
        var (status, _, bug) = await host.GetAsync("/bug");

        Assert.DoesNotContain(Secret, store.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", store.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(500, status);
        Assert.False(bug.TryGetProperty("code", out _));
        Assert.DoesNotContain(Secret, bug.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_is_listed()
    {
        await using var host = await Host.StartAsync(app => app.MapGet("/", IResult () => throw Refusals["invalid"].Thrown));

        var (_, _, body) = await host.GetAsync("/");

        var problems = body.GetProperty("problems").EnumerateArray().Select(problem => (problem.GetProperty("code").GetString(), problem.GetProperty("where").GetString()));
        Assert.Equal([(CatalogErrors.NoTaxTable, "Items[3]"), (PsaErrors.NotFound, "")], problems);
        Assert.Equal(["Items[3]"], body.GetProperty("fields").EnumerateArray().Select(field => field.GetString()));
    }

    [Theory]
    [InlineData("""{"amount":"1.005","currency":"EUR"}""", "$")]
    [InlineData("""{"amount":"1","currency":"XXX"}""", "$")]
    [InlineData("""{"amount":""", "$")]
    [InlineData("7", "$")]
    public async Task A_body_that_cannot_be_read_is_refused_with_its_place(string json, string place)
    {
        await using var host = await Host.StartAsync(app => app.MapPost("/", ([FromBody] Money money) => money.ToString()));

        var (status, _, body) = await host.PostAsync("/", json);

        Assert.Equal((400, PsaErrors.MalformedJson), (status, body.GetProperty("code").GetString()));
        Assert.StartsWith($"At {place}", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a60?amount=12.34%20EUR&period=[2026-03-01,%202026-04-01)", 200)]
    [InlineData("/17?amount=12.34%20EUR&period=[2026-03-01,%202026-04-01)", 400)]
    [InlineData("/0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a60?amount=12.345%20EUR&period=[2026-03-01,%202026-04-01)", 400)]
    [InlineData("/0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a60?amount=12.34%20EUR", 400)]
    public async Task Routes_and_queries_bind_values(string path, int expected)
    {
        await using var host = await Host.StartAsync(app => app.MapGet("/{id}", (Id<TaxTable> id, Money amount, DatePeriod period) => new { id, amount, period }));

        var (status, _, body) = await host.GetAsync(path);

        Assert.Equal(expected, status);
        Assert.Equal(expected != 200, body.TryGetProperty("status", out _));
        Assert.DoesNotContain("Exception", body.GetRawText(), StringComparison.Ordinal);
    }
}
