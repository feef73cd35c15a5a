using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using Npgsql.EntityFrameworkCore.PostgreSQL.Query.Internal;

namespace Psa.EntityFrameworkCore.PostgreSql;

#pragma warning disable EF1001 // the provider has no public place to say where nothing sorts
/// <summary>Sorts as our indexes do: nothing first.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class NullsFirstFactory(QuerySqlGeneratorDependencies dependencies, IRelationalTypeMappingSource types, INpgsqlSingletonOptions options) : IQuerySqlGeneratorFactory
{
    public QuerySqlGenerator Create() => new NullsFirst(dependencies, types, options);

    private sealed class NullsFirst(QuerySqlGeneratorDependencies dependencies, IRelationalTypeMappingSource types, INpgsqlSingletonOptions options)
        : NpgsqlQuerySqlGenerator(dependencies, types, reverseNullOrderingEnabled: false, options.PostgresVersion)
    {
        protected override Expression VisitOrdering(OrderingExpression orderingExpression)
        {
            var visited = base.VisitOrdering(orderingExpression);
            if (orderingExpression.Expression is ColumnExpression { IsNullable: true })
            {
                Sql.Append(orderingExpression.IsAscending ? " NULLS FIRST" : " NULLS LAST");
            }

            return visited;
        }
    }
}
#pragma warning restore EF1001
