using System.Reflection;
using NodaTime;
using Psa.Documents;
using Psa.Storage;

namespace Psa.Domain.Tests.Services;

/// <summary>Makes any service of what its constructor asks for.</summary>
internal static class ServiceFactory
{
    public static object Create(Type service, IPsaStore store, IClock clock, IIdGenerator ids)
    {
        var constructor = Assert.Single(service.GetConstructors());
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => ArgumentFor(parameter, store, clock, ids))]);
    }

    private static object? ArgumentFor(ParameterInfo parameter, IPsaStore store, IClock clock, IIdGenerator ids)
    {
        var type = parameter.ParameterType;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Microsoft.Extensions.Logging.ILogger<>))
        {
            return typeof(Microsoft.Extensions.Logging.Abstractions.NullLogger<>).MakeGenericType(type.GetGenericArguments()).GetField("Instance")!.GetValue(null);
        }

        if (parameter.HasDefaultValue)
        {
            return parameter.DefaultValue;
        }

        object? known = type == typeof(IPsaStore) ? store : type == typeof(IClock) ? clock : type == typeof(IIdGenerator) ? ids : null;
        return known
            ?? (type == typeof(ITaxCalculator) ? new TaxTableCalculator()
                : type.Name.EndsWith("Service", StringComparison.Ordinal) ? Create(type, store, clock, ids)
                : throw new NotSupportedException($"No argument of type {type}."));
    }
}
