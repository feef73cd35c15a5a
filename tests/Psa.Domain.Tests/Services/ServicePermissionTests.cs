using System.Reflection;
using System.Runtime.CompilerServices;
using NodaTime;
using Psa.Access;
using Psa.Records;
using Psa.Services;

namespace Psa.Domain.Tests.Services;

/// <summary>Calls every service method as every role and compares with the access table (spec 2).</summary>
public sealed class ServicePermissionTests
{
    private static readonly Type[] Services = [.. typeof(ContractService).Assembly.GetExportedTypes().Where(type => type.IsClass && type.Name.EndsWith("Service", StringComparison.Ordinal))];

    private static readonly MethodInfo[] Calls =
    [
        .. Services.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).Where(method => !method.IsSpecialName),
    ];

    public static TheoryData<string> Names { get; } = [.. Calls.Select(NameOf)];

    [Fact]
    public void There_are_services_to_check() => Assert.True(Services.Length >= 8 && Calls.Length >= 40);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_call_takes_an_actor_names_its_permission_and_refuses_who_lacks_it_before_anything_else(string name)
    {
        var call = Calls.Single(method => NameOf(method) == name);
        Assert.Equal(typeof(Actor), call.GetParameters()[0].ParameterType);
        Assert.Equal(typeof(CancellationToken), call.GetParameters()[^1].ParameterType);
        var permission = call.GetCustomAttribute<RequiresPermissionAttribute>()?.Permission;
        Assert.NotNull(permission);
        foreach (var role in Role.BuiltIn.ToArray())
        {
            var actor = Actor.Create(AnOffice.Tenant, UserId.Of("someone"), "Someone", [role], AccessTable.Default);
            var isDenied = await Record.ExceptionAsync(() => CallAsync(call, actor)) is PermissionDeniedException;

            // "own" and "by policy" depend on the record: such calls are tested with one
            if (AccessTable.Default.Of(role, permission.Value) is Grants.None or Grants.Full)
            {
                Assert.Equal((role, !actor.May(permission.Value)), (role, isDenied));
            }
        }
    }

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})";

    private static async Task CallAsync(MethodInfo method, Actor actor)
    {
        var clock = new TestClock(Instant.FromUtc(2026, 3, 15, 12, 0));
        var service = ServiceFactory.Create(method.DeclaringType!, new InMemoryStore(), clock, new OrderedIdGenerator(clock));
        var arguments = method.GetParameters().Select((parameter, i) => i == 0 ? actor : DefaultOf(parameter.ParameterType)).ToArray();
        try
        {
            switch (method.Invoke(service, arguments))
            {
                case Task task:
                    await task;
                    break;
                case { } stream:
                    await DrainAsync(stream);
                    break;
                default:
                    break;
            }
        }
        catch (TargetInvocationException failed)
        {
            throw failed.InnerException!;
        }
    }

    private static object? DefaultOf(Type type) => type == typeof(string) ? string.Empty : type.IsAbstract ? null : RuntimeHelpers.GetUninitializedObject(type);

    private static async Task DrainAsync(object stream)
    {
        var element = stream.GetType().GetInterfaces().Single(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)).GetGenericArguments()[0];
        await (Task)typeof(ServicePermissionTests).GetMethod(nameof(ReadAllAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(element).Invoke(null, [stream])!;
    }

    private static async Task ReadAllAsync<T>(IAsyncEnumerable<T> items)
    {
        await foreach (var _ in items)
        {
        }
    }
}
