using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Psa.Samples.Web;

namespace Psa.AspNetCore.Tests;

/// <summary>The sample on a real server, from an empty file to numbered invoices.</summary>
public sealed class SampleHostTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psa-web").FullName;

    private WebApplication _app = null!;

    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _app = SampleHost.Create(["--urls=http://127.0.0.1:0", $"--Database={Path.Combine(_folder, "web.db")}", $"--contentRoot={AppContext.BaseDirectory}"]);
        await _app.StartAsync();
        _client = new() { BaseAddress = new(_app.Urls.First()) };
        _client.DefaultRequestHeaders.Add("X-Api-Key", "demo-finance");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_customer_is_billed_over_http()
    {
        var (entity, customer) = await SellAsync();
        var plan = $$"""{"billingEntity":"{{entity}}","through":"2026-02-01"}""";
        var preview = await PostAsync($"/customers/{customer}/preview", plan);
        var run = (await PostAsync("/runs", plan)).Id;
        await PostAsync($"/runs/{run}/calculate");
        var issued = await PostAsync($"/runs/{run}/issue");
        var invoices = await GetAsync($"/runs/{run}/invoices");

        Assert.Equal("594.00", Net(preview.Body[0]));
        Assert.Equal("Issued", issued.Body.GetProperty("status").GetString());
        var invoice = Assert.Single(invoices.Body.EnumerateArray());
        Assert.Equal(("INV-2026-0001", "594.00"), (invoice.GetProperty("number").GetString(), Net(invoice)));
        Assert.Equal(customer, (await GetAsync($"/customers/{customer}")).Id);
        var progress = await GetAsync($"/runs/{run}/progress");
        Assert.Equal((1, 1), (progress.Body.GetProperty("done").GetInt64(), progress.Body.GetProperty("total").GetInt64()));
        Assert.Equal("INV-2026-0001", (await GetAsync($"/invoices/{invoice.GetProperty("id")}")).Body.GetProperty("number").GetString());
    }

    [Fact]
    public async Task A_list_is_read_page_by_page()
    {
        await PostAsync("/customers", """{"number":"1","name":"Bakery Bart"}""");
        await PostAsync("/customers", """{"number":"2","name":"Butcher Ben"}""");
        await PostAsync("/customers", """{"number":"3","name":"Small bakery"}""");
        await PostAsync("/customers", """{"number":"4","name":"Bakery Anna"}""");

        var first = await GetAsync("/customers?name=BAKERY&size=2");
        var next = first.Body.GetProperty("next").GetString();
        var last = await GetAsync($"/customers?name=BAKERY&size=2&after={next}");

        Assert.Equal(["Bakery Anna", "Bakery Bart"], Each(first, "name"));
        Assert.Equal(["Small bakery"], Each(last, "name"));
        Assert.Equal(JsonValueKind.Null, last.Body.GetProperty("next").ValueKind);
        Assert.Equal(4, Each(await GetAsync("/customers"), "name").Length);
        Assert.Equal((400, "filter.bad_page"), Refusal(await GetAsync($"/customers?name=butcher&after={next}")));
    }

    [Theory]
    [InlineData("after=nonsense")]
    [InlineData("after=")]
    [InlineData("size=0")]
    [InlineData("size=1001")]
    public async Task What_is_no_page_is_a_bad_request(string query)
    {
        const string Id = "0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a60";

        Assert.Equal((400, "filter.bad_page"), Refusal(await GetAsync($"/customers?{query}")));
        Assert.Equal((400, "filter.bad_page"), Refusal(await GetAsync($"/customers/{Id}/contracts?{query}")));
        Assert.Equal((400, "filter.bad_page"), Refusal(await GetAsync($"/customers/{Id}/invoices?{query}")));
    }

    [Fact]
    public async Task Invoices_of_a_customer_come_newest_first()
    {
        var (entity, customer) = await SellAsync();
        await BillAsync(entity, "2026-02-01");
        await BillAsync(entity, "2026-03-01");
        var without = (await PostAsync("/customers", """{"number":"2","name":"Butcher Ben"}""")).Id;

        var newest = await GetAsync($"/customers/{customer}/invoices?size=1");
        var older = await GetAsync($"/customers/{customer}/invoices?size=1&after={newest.Body.GetProperty("next").GetString()}");

        Assert.Equal(["INV-2026-0002"], Each(newest, "number"));
        Assert.Equal(["INV-2026-0001"], Each(older, "number"));
        Assert.Empty(Each(await GetAsync($"/customers/{without}/invoices"), "number"));
    }

    [Fact]
    public async Task Contracts_of_a_customer_have_a_history()
    {
        var (_, customer) = await SellAsync();
        var without = (await PostAsync("/customers", """{"number":"2","name":"Butcher Ben"}""")).Id;

        var contract = Assert.Single((await GetAsync($"/customers/{customer}/contracts")).Body.GetProperty("items").EnumerateArray()).GetProperty("id").GetString();
        var events = (await GetAsync($"/contracts/{contract}/events")).Body.GetProperty("items").EnumerateArray().ToArray();
        var newest = (await GetAsync($"/contracts/{contract}/events?size=1")).Body;
        var older = (await GetAsync($"/contracts/{contract}/events?after={newest.GetProperty("next").GetString()}&size=1")).Body.GetProperty("items").EnumerateArray().Single();

        Assert.Equal(("contract.activated", "Fien"), (events[0].GetProperty("kind").GetString(), events[0].GetProperty("actorName").GetString()));
        Assert.Equal(events[1].GetRawText(), older.GetRawText());
        Assert.Empty(Each(await GetAsync($"/customers/{without}/contracts"), "number"));
    }

    [Fact]
    public async Task A_client_sees_its_own()
    {
        var (entity, other) = await SellAsync();
        await BillAsync(entity, "2026-02-01");
        var invoice = Assert.Single((await GetAsync($"/customers/{other}/invoices")).Body.GetProperty("items").EnumerateArray()).GetProperty("id").GetString();
        await PostAsync("/customers", """{"id":"0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a61","number":"2","name":"Bakery of a client"}""");
        SignInAs("demo-client");

        Assert.Equal(["Bakery of a client"], Each(await GetAsync("/customers"), "name"));
        Assert.Empty(Each(await GetAsync($"/customers/{other}/invoices"), "number"));
        Assert.Equal((404, PsaErrors.NotFound), Refusal(await GetAsync($"/invoices/{invoice}")));
        Assert.Equal((404, PsaErrors.NotFound), Refusal(await GetAsync($"/customers/{other}")));
        Assert.Equal((403, PsaErrors.AccessDenied), Refusal(await GetAsync($"/customers/{other}/contracts")));
    }

    [Theory]
    [InlineData("/customers/{id}")]
    [InlineData("/contracts/{id}")]
    [InlineData("/invoices/{id}")]
    [InlineData("/runs/{id}/progress")]
    public async Task An_unknown_id_is_not_found(string route)
    {
        var (status, body) = await GetAsync(route.Replace("{id}", "0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a60", StringComparison.Ordinal));

        Assert.Equal((404, PsaErrors.NotFound), (status, body.GetProperty("code").GetString()));
        Assert.Equal("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a60", body.GetProperty("ids")[0].GetString());
    }

    [Fact]
    public async Task What_is_no_id_is_a_bad_request()
    {
        var (status, _) = await GetAsync("/customers/17");

        Assert.Equal(400, status);
    }

    [Fact]
    public async Task A_refusal_is_a_problem_with_its_code()
    {
        var (_, customer) = await SellAsync();
        var again = await PostAsync("/customers", """{"number":"10001","name":"Another"}""");
        var (status, body) = await PostAsync("/contracts", $$"""{"customer":"{{customer}}","name":"Backwards","effectiveFrom":"2026-02-01","lastDay":"2026-01-01"}""");

        Assert.Equal((422, "customer.number_taken"), (again.Status, again.Body.GetProperty("code").GetString()));
        Assert.Equal("Number", again.Body.GetProperty("fields")[0].GetString());
        Assert.Equal(422, status);
        Assert.NotEmpty(body.GetProperty("code").GetString()!);
    }

    [Fact]
    public async Task A_body_that_is_none_is_refused()
    {
        var (status, body) = await PostAsync("/customers", """{"number":"1"}""");

        Assert.Equal((400, PsaErrors.MalformedJson), (status, body.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Who_may_not_is_refused()
    {
        _client.DefaultRequestHeaders.Remove("X-Api-Key");
        using var anonymous = await _client.GetAsync(new Uri("/customers/0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a60", UriKind.Relative));
        SignInAs("demo-engineer");
        var (status, body) = await PostAsync("/customers", """{"number":"1","name":"One"}""");

        Assert.Equal(401, (int)anonymous.StatusCode);
        Assert.Equal((403, PsaErrors.AccessDenied), (status, body.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_stream_that_is_refused_is_a_problem_too()
    {
        SignInAs("demo-engineer");

        var (status, body) = await GetAsync("/runs/0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a60/invoices");

        Assert.Equal((403, PsaErrors.AccessDenied), (status, body.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task The_file_is_healthy() => Assert.Equal("Healthy", await _client.GetStringAsync(new Uri("/health", UriKind.Relative)));

    [Fact]
    public async Task The_document_shows_the_values()
    {
        var (_, document) = await GetAsync("/openapi/v1.json");
        var get = document.GetProperty("paths").GetProperty("/customers/{id}").GetProperty("get");
        var id = get.GetProperty("parameters")[0].GetProperty("schema");

        Assert.Equal(("string", "uuid"), (id.GetProperty("type").GetString(), id.GetProperty("format").GetString()));
        var schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.True(schemas.GetProperty("UnitPrice").GetProperty("properties").TryGetProperty("currency", out _));
        Assert.Contains("Active", schemas.GetProperty("Contract").GetProperty("properties").GetProperty("status").GetProperty("enum").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal("#/components/schemas/Customer", get.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString());
    }

    [Fact]
    public async Task The_document_shows_what_a_list_takes_and_gives()
    {
        var (_, document) = await GetAsync("/openapi/v1.json");
        var get = document.GetProperty("paths").GetProperty("/customers").GetProperty("get");
        var parameters = get.GetProperty("parameters").EnumerateArray().ToArray();
        var schemas = document.GetProperty("components").GetProperty("schemas");
        var page = schemas.GetProperty("PageOfCustomer").GetProperty("properties");

        Assert.Equal(["query name", "query after", "query size"], parameters.Select(one => $"{one.GetProperty("in")} {one.GetProperty("name")}"));
        Assert.Equal(100, parameters[2].GetProperty("schema").GetProperty("default").GetInt32());
        Assert.Equal("#/components/schemas/PageOfCustomer", get.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString());
        Assert.Equal(["items", "next", "count"], page.EnumerateObject().Select(one => one.Name));
        var items = schemas.GetProperty(page.GetProperty("items").GetProperty("$ref").GetString()!.Split('/')[^1]);
        Assert.Equal("array #/components/schemas/Customer", $"{items.GetProperty("type")} {items.GetProperty("items").GetProperty("$ref")}");
    }

    [Fact]
    public async Task Nothing_in_the_document_is_left_undescribed()
    {
        string[] says = ["type", "properties", "$ref", "oneOf", "anyOf"];
        var (_, document) = await GetAsync("/openapi/v1.json");
        var schemas = document.GetProperty("components").GetProperty("schemas").EnumerateObject().ToArray();
        var properties = schemas
            .Where(schema => schema.Value.TryGetProperty("properties", out _))
            .SelectMany(schema => schema.Value.GetProperty("properties").EnumerateObject().Select(property => (Name: $"{schema.Name}.{property.Name}", property.Value)));

        Assert.Empty(properties.Concat(schemas.Select(schema => (schema.Name, schema.Value))).Where(one => !says.Any(word => one.Value.TryGetProperty(word, out _))).Select(one => one.Name));
    }

    [Fact]
    public async Task What_is_never_null_is_not_described_as_if_it_could_be()
    {
        var (_, document) = await GetAsync("/openapi/v1.json");
        var nullable = document.GetProperty("components").GetProperty("schemas").EnumerateObject()
            .Where(schema => schema.Value.TryGetProperty("type", out var type) && type.ToString().Contains("null", StringComparison.Ordinal))
            .Select(schema => schema.Name);

        Assert.Empty(nullable);
    }

    private static string? Net(JsonElement invoice) => invoice.GetProperty("totals").GetProperty("totalWithoutTax").GetProperty("amount").GetString();

    private static (int Status, string? Code) Refusal(Answer answer) => (answer.Status, answer.Body.GetProperty("code").GetString());

    private static string[] Each(Answer page, string property) => [.. page.Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty(property).GetString()!)];

    private void SignInAs(string key)
    {
        _client.DefaultRequestHeaders.Remove("X-Api-Key");
        _client.DefaultRequestHeaders.Add("X-Api-Key", key);
    }

    private async Task BillAsync(string entity, string through)
    {
        var run = (await PostAsync("/runs", $$"""{"billingEntity":"{{entity}}","through":"{{through}}"}""")).Id;
        await PostAsync($"/runs/{run}/calculate");
        await PostAsync($"/runs/{run}/issue");
    }

    private async Task<(string Entity, string Customer)> SellAsync()
    {
        const string Ghent = """{"city":"Ghent","country":"BE"}""";
        using var table = JsonContent.Create(JsonDocument.Parse("""[{"code":"VAT21","name":"VAT 21 %","components":[{"category":"Standard","rates":[{"from":"2021-01-01","rate":"21"}]}]}]"""));
        using var taxes = await _client.PutAsync(new Uri("/tax-table", UriKind.Relative), table);
        Assert.True(taxes.IsSuccessStatusCode, await taxes.Content.ReadAsStringAsync());
        var entity = (await PostAsync("/billing-entities", $$"""{"code":"ACME","legalName":"Acme IT BV","vatNumber":"BE0123456749","address":{{Ghent}},"currency":"EUR"}""")).Id;
        var series = (await PostAsync("/number-series", $$"""{"billingEntity":"{{entity}}","purpose":"Invoice","pattern":"INV-{yyyy}-{seq:0000}"}""")).Id;
        await PostAsync($"/number-series/{series}/confirm?nextNumber=1");
        var billing = $$"""{"legalName":"Bakery Bart NV","email":"bart@example.com","language":"en","address":{{Ghent}},"currency":"EUR","taxCode":"VAT21"}""";
        var customer = (await PostAsync("/customers", $$"""{"number":"10001","name":"Bakery Bart","billingInformation":{{billing}}}""")).Id;
        var part = """{"text":"Managed workplace","quantity":12,"unitPrice":{"amount":"49.50","currency":"EUR"}}""";
        var contract = (await PostAsync("/contracts", $$"""{"customer":"{{customer}}","billingEntity":"{{entity}}","number":"C-1","name":"Managed workplaces","effectiveFrom":"2026-01-16","parts":[{{part}}]}""")).Id;
        await PostAsync($"/contracts/{contract}/activate");
        return (entity, customer);
    }

    private async Task<Answer> GetAsync(string path)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative));
        return await Answer.OfAsync(response);
    }

    private async Task<Answer> PostAsync(string path, string json = "{}")
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync(new Uri(path, UriKind.Relative), content);
        return await Answer.OfAsync(response);
    }
}
