using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Psa.Access;
using Psa.Attack.Tests.Json;
using Psa.Orders;
using Psa.Records;
using Psa.Runs;
using Psa.Services;
using Psa.Storage;
using Psa.Testing;
using Psa.Usage;

namespace Psa.Attack.Tests.Border;

/// <summary>Gives every method of every service what is right but for one thing, for each thing: it must be refused with the code for it, before anything is done.</summary>
public sealed class ServiceBorderTests(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 20_261_126;

    private static readonly TenantId Tenant = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a5a"));

    private static readonly MethodInfo[] Calls =
    [
        .. typeof(ContractService).Assembly.GetExportedTypes().Where(static type => type.IsClass && type.Name.EndsWith("Service", StringComparison.Ordinal))
            .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)),
    ];

    private readonly JsonSamples _samples = new(Depth.Seed(Seed));
    private readonly ServiceProvider _services = new ServiceCollection().AddPsa().AddSingleton<IPsaStore>(new InMemoryStore()).BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task What_is_wrong_is_refused_at_the_entrance()
    {
        var (tried, faults) = (0, new List<string>());
        foreach (var call in Calls)
        {
            foreach (var parameter in call.GetParameters().Where(static parameter => IsGiven(parameter.ParameterType)))
            {
                var mayBeNull = new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable;
                foreach (var spoil in Spoils.Of(parameter.ParameterType, ValueOf(parameter.ParameterType), parameter.Name!, mayBeNull))
                {
                    // each entry of a device's file reports for itself
                    if (parameter.ParameterType == typeof(DeviceFile) && spoil.Where.Contains('[', StringComparison.Ordinal))
                    {
                        continue;
                    }

                    // what is asked for may be nobody's
                    if (spoil.Code is MoneyErrors.BadText or StoreErrors.BadText && call.Name.StartsWith("Find", StringComparison.Ordinal))
                    {
                        continue;
                    }

                    tried++;
                    var refusal = await RefusalAsync(call, parameter, spoil.Value);
                    if (refusal is not ValidationFailedException validation || !validation.Problems.AsEnumerable().Any(problem => problem.Code == spoil.Code))
                    {
                        faults.Add($"{call.DeclaringType!.Name}.{call.Name}: {spoil.Where} should be {spoil.Code}, not {refusal?.GetType().Name}: {refusal?.Message}");
                    }
                }
            }
        }

        output.WriteLine($"{Calls.Length} methods, {tried} spoiled arguments: {tried - faults.Count} held.");
        Assert.True(faults.Count == 0, $"{faults.Count} of {tried}:\n{string.Join('\n', faults.Take(40))}");
        Assert.True(tried > 500);
    }

    [Fact]
    public async Task A_bad_row_of_an_import_reports_for_itself()
    {
        var actor = Actor.Create(Tenant, UserId.Of("ann"), "Ann", [Role.Administrator], AccessTable.Default);
        var row = ((UsageReading)ValueOf(typeof(UsageReading))!) with { Defect = null };
        var spoils = Spoils.Of(typeof(UsageReading), row, "row", mayBeNull: false).Where(static spoil => !spoil.Where.Contains("Defect", StringComparison.Ordinal) && spoil.Code != MoneyErrors.Missing).ToList();
        var result = await _services.GetRequiredService<UsageService>().ImportAsync(actor, new("vendor"), RowsOf([.. spoils.Select(static spoil => (UsageReading)spoil.Value!), null!]));
        Assert.Equal((spoils.Count + 1, spoils.Count + 1), (result.Rows, result.Refused));
        Assert.All(spoils.Zip(result.Rejected), static pair => Assert.Contains(pair.Second.Problems.AsEnumerable(), problem => problem.Code == pair.First.Code));
        Assert.Equal(MoneyErrors.Missing, result.Rejected[^1].Problems[0].Code);
        output.WriteLine($"{spoils.Count + 1} rows: {result.Refused} held.");
    }

    [Fact]
    public async Task A_bad_entry_of_a_device_reports_for_itself()
    {
        var actor = Actor.Create(Tenant, UserId.Of("ann"), "Ann", [Role.Administrator], AccessTable.Default);
        var drafts = Spoils.Of(typeof(DeviceDraft), ValueOf(typeof(DeviceDraft)), "draft", mayBeNull: false).ToList();
        var actions = Spoils.Of(typeof(DeviceAction), ValueOf(typeof(DeviceAction)), "action", mayBeNull: false).ToList();
        var file = new DeviceFile { Drafts = drafts.Select(static spoil => (DeviceDraft)spoil.Value!).ToValueList(), Actions = actions.Select(static spoil => (DeviceAction)spoil.Value!).ToValueList() };
        var merge = await _services.GetRequiredService<OfflineService>().MergeAsync(actor, file);
        Assert.Empty(merge.Merged);
        var faults = drafts.Concat(actions).Zip(merge.Refused.AsEnumerable(), static (spoil, refused) => (spoil, refused)).Where(static pair => pair.refused.Code != pair.spoil.Code).Select(static pair => $"{pair.spoil.Where} should be {pair.spoil.Code}, not {pair.refused.Code}: {pair.refused.Message}").ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(40)));
        Assert.Equal(drafts.Count + actions.Count, merge.Refused.Count);
        output.WriteLine($"{merge.Refused.Count} entries held.");
    }

    private static async IAsyncEnumerable<UsageReading> RowsOf(IEnumerable<UsageReading> rows)
    {
        foreach (var row in rows)
        {
            await Task.Yield();
            yield return row;
        }
    }

    private static bool IsGiven(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var kind
        && (kind == typeof(string) || kind == typeof(LocalDate) || kind == typeof(long) || kind == typeof(int) || (kind.Assembly == typeof(PsaJson).Assembly && kind != typeof(Actor) && kind != typeof(BillingRunOptions) && kind.Name != "Id`1"));

    private object? ValueOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return "x";
        }

        // the fullest that is good as it is, so that what is spoiled in it is all that is wrong
        var values = _samples.Of(type).OrderByDescending(static node => node.ToJsonString().Length).Select(node => Read(node.ToJsonString(), type)).ToList();
        return values.Find(static value => Record.Exception(() => Psa.Records.Border.Check(value)) is null) ?? values[0];
    }

    private static object? Read(string json, Type type) => System.Text.Json.JsonSerializer.Deserialize(json, PsaJson.Options.GetTypeInfo(type));

    private async Task<Exception?> RefusalAsync(MethodInfo call, ParameterInfo spoiled, object? value)
    {
        var actor = Actor.Create(Tenant, UserId.Of("ann"), "Ann", [Role.Administrator], AccessTable.Default);
        var arguments = call.GetParameters().Select(parameter => parameter == spoiled ? value : parameter.ParameterType == typeof(Actor) ? actor : DefaultOf(parameter)).ToArray();
        return await Record.ExceptionAsync(async () =>
        {
            switch (call.Invoke(_services.GetRequiredService(call.DeclaringType!), BindingFlags.DoNotWrapExceptions, null, arguments, null))
            {
                case Task task:
                    await task;
                    break;
                default:
                    break;
            }
        });
    }

    private object? DefaultOf(ParameterInfo parameter) =>
        parameter.HasDefaultValue && !parameter.ParameterType.IsValueType ? parameter.DefaultValue
        : parameter.ParameterType == typeof(string) || (IsGiven(parameter.ParameterType) && !parameter.HasDefaultValue) ? ValueOf(parameter.ParameterType)
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;
}
